#pragma once

#include <optional>
#include <string>

#include "base/endpoint.hpp"
#include "base/result.hpp"

namespace parley {

/// Which public key each registry showed at first sight, kept by a peer over its restarts.
class PinStore {
 public:
  virtual ~PinStore() = default;

  /// The fingerprint pinned for this registry, if any. Error kCorrupt or kUnavailable where that cannot
  /// be told: then nothing is trusted, a pin never fails open.
  virtual Result<std::optional<std::string>> find(const HostPort& registry) = 0;

  /// Pins a key. On success it survives a crash.
  virtual Result<void> save(const HostPort& registry, const std::string& key_fingerprint) = 0;
};

}  // namespace parley
