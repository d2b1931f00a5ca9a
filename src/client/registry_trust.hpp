#pragma once

#include "base/endpoint.hpp"
#include "client/event.hpp"
#include "ports/pin_store.hpp"
#include "ports/stream.hpp"

namespace parley::client {

/// Decides whether the registry that answers is the one the person means. By an authority where one was
/// given; else by the key it showed at first sight, pinned from then on. A pin that cannot be read or
/// written, or that differs, is a refusal: trust never fails open. What is decided anew is an event, refusals
/// are one each time.
class RegistryTrust {
 public:
  RegistryTrust(PinStore& pins, ClientHandler& handler, bool require_authority)
      : pins_(pins), handler_(handler), require_authority_(require_authority) {}

  bool accepts(const HostPort& registry, const TlsIdentity& identity);

 private:
  PinStore& pins_;
  ClientHandler& handler_;
  bool require_authority_;
};

}  // namespace parley::client
