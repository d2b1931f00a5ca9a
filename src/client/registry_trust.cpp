#include "client/registry_trust.hpp"

#include <string>
#include <utility>

namespace parley::client {

bool RegistryTrust::accepts(const HostPort& registry, const TlsIdentity& identity) {
  const auto& key = identity.key_fingerprint;
  const auto refuse = [&](Distrusted::Why why, std::string detail) {
    handler_.on_event(Distrusted{why, registry, key, std::move(detail)});
    return false;
  };
  if (require_authority_) {
    return identity.verified_by_authority || refuse(Distrusted::Why::kNoAuthority, {});
  }
  const auto pinned = pins_.find(registry);
  if (!pinned) return refuse(Distrusted::Why::kPinsUnreadable, pinned.error().message);
  if (pinned->has_value()) return **pinned == key || refuse(Distrusted::Why::kOtherKey, **pinned);
  const auto saved = pins_.save(registry, key);
  if (!saved) return refuse(Distrusted::Why::kPinNotSaved, saved.error().message);
  handler_.on_event(TrustedOnFirstUse{registry, key});
  return true;
}

}  // namespace parley::client
