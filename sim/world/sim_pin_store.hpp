#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ports/pin_store.hpp"

namespace parley::sim {

/// A peer's pins, on its node's disk: they survive every end of the program.
class SimPinStore final : public PinStore {
 public:
  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

  /// Makes every call fail so, until nullopt is set.
  void set_failure(std::optional<ErrorCode> failure) { failure_ = failure; }

 private:
  Error error() const { return {*failure_, "the pins cannot be read"}; }

  std::vector<std::pair<HostPort, std::string>> pins_;
  std::optional<ErrorCode> failure_;
};

}  // namespace parley::sim
