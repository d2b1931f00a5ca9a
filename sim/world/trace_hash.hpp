#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace parley::sim {

/// A running 64-bit hash over all that happens in a world, a word at a time, so that it costs a few
/// nanoseconds an event. Each step is a bijection of the state for a given word and of the word for a
/// given state: a single difference is never swallowed by the step that takes it.
class TraceHash {
 public:
  void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9e3779b97f4a7c15U;
    state_ ^= state_ >> 32;
  }

  /// Adds the length and the bytes, as little-endian words on every machine.
  void add(std::string_view bytes) {
    add(std::uint64_t{bytes.size()});
    while (bytes.size() >= 8) {
      add(word_from(bytes.data(), 8));
      bytes.remove_prefix(8);
    }
    if (!bytes.empty()) add(word_from(bytes.data(), bytes.size()));
  }

  std::uint64_t value() const { return state_; }

 private:
  static std::uint64_t word_from(const char* bytes, std::size_t size) {
    static_assert(std::endian::native == std::endian::little, "swap the bytes here for this machine");
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, size);
    return word;
  }

  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace parley::sim
