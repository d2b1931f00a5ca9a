#pragma once

#include <cstdint>
#include <string_view>

namespace parley::fuzz {

/// The bytes of an input, taken from the front; zeros behind its end.
class FuzzInput {
 public:
  explicit FuzzInput(std::string_view input) : left_(input) {}

  bool empty() const { return left_.empty(); }
  std::uint8_t byte() {
    if (left_.empty()) return 0;
    const auto taken = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return taken;
  }
  std::string_view text(std::size_t size) {
    const auto taken = left_.substr(0, size);
    left_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view left_;
};

/// Drives a registry or a peer, over a recorder, with inputs that its ports' contracts allow, in an order
/// that the bytes choose; what it does is compared with nothing. The core must bear them all, and never be
/// given one that its playback says cannot come.
void fuzz_registry(FuzzInput bytes);
void fuzz_peer(FuzzInput bytes);

}  // namespace parley::fuzz
