#pragma once

#include "base/endpoint.hpp"
#include "client/console.hpp"
#include "ports/pin_store.hpp"
#include "ports/stream.hpp"

namespace parley::client {

/// Decides whether the registry that answers is the one the person means. By an authority where one was
/// given; else by the key it showed at first sight, pinned from then on. A pin that cannot be read or
/// written, or that differs, is a refusal: trust never fails open. The person is told each time that
/// something was decided anew.
class RegistryTrust {
 public:
  RegistryTrust(PinStore& pins, Console& console, bool require_authority)
      : pins_(pins), console_(console), require_authority_(require_authority) {}

  bool accepts(const HostPort& registry, const TlsIdentity& identity);

 private:
  bool accepts_by_authority(const HostPort& registry, const TlsIdentity& identity);
  bool pin(const HostPort& registry, const std::string& key_fingerprint);
  void refuse_changed(const HostPort& registry, const std::string& pinned, const std::string& shown);

  PinStore& pins_;
  Console& console_;
  bool require_authority_;
};

}  // namespace parley::client
