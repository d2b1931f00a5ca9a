#include "client/registry_trust.hpp"

#include <string>

namespace parley::client {

bool RegistryTrust::accepts(const HostPort& registry, const TlsIdentity& identity) {
  if (require_authority_) return accepts_by_authority(registry, identity);
  const auto pinned = pins_.find(registry);
  if (!pinned) {
    console_.error("The known registries cannot be read, so none is trusted: " + pinned.error().message);
    return false;
  }
  if (!pinned->has_value()) return pin(registry, identity.key_fingerprint);
  if (**pinned == identity.key_fingerprint) return true;
  refuse_changed(registry, **pinned, identity.key_fingerprint);
  return false;
}

bool RegistryTrust::accepts_by_authority(const HostPort& registry, const TlsIdentity& identity) {
  if (identity.verified_by_authority) return true;
  console_.error("The authority that you trust does not vouch for the registry " + registry.to_string() +
                 ", key " + identity.key_fingerprint + ".");
  return false;
}

bool RegistryTrust::pin(const HostPort& registry, const std::string& key_fingerprint) {
  if (const auto saved = pins_.save(registry, key_fingerprint); !saved) {
    console_.error("The registry's key cannot be remembered, so it is not trusted: " + saved.error().message);
    return false;
  }
  console_.notice("Trusting the registry " + registry.to_string() + " on first use, key " + key_fingerprint);
  return true;
}

void RegistryTrust::refuse_changed(const HostPort& registry, const std::string& pinned,
                                   const std::string& shown) {
  console_.error("The registry " + registry.to_string() + " shows another key than before: not connected.");
  console_.error("  known key: " + pinned);
  console_.error("  shown key: " + shown);
  console_.error("Someone may be in between. If the registry was changed on purpose, remove its line from");
  console_.error("the file known_registries in your data directory and connect again.");
}

}  // namespace parley::client
