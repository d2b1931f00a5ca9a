#include "sim/world/sim_pin_store.hpp"

namespace parley::sim {

Result<std::optional<std::string>> SimPinStore::find(const HostPort& registry) {
  if (failure_) return error();
  for (const auto& [host, fingerprint] : pins_) {
    if (host == registry) return std::optional(fingerprint);
  }
  return std::optional<std::string>{};
}

Result<void> SimPinStore::save(const HostPort& registry, const std::string& key_fingerprint) {
  if (failure_) return error();
  for (auto& [host, fingerprint] : pins_) {
    if (host != registry) continue;
    fingerprint = key_fingerprint;
    return {};
  }
  pins_.emplace_back(registry, key_fingerprint);
  return {};
}

}  // namespace parley::sim
