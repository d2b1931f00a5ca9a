#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/endpoint.hpp"

namespace parley::tape {

/// The longest that each can be.
inline constexpr std::size_t kVarintBytes = 10;
inline constexpr std::size_t kEndpointBytes = 1 + 16 + 2;

/// Writes a tape's numbers and addresses one behind another into memory that has room for them. Does nothing
/// that a signal handler may not do.
class ByteWriter {
 public:
  explicit ByteWriter(char* at) : at_(at) {}

  void byte(std::uint8_t value) { *at_++ = static_cast<char>(value); }
  void fixed32(std::uint32_t value);
  void fixed64(std::uint64_t value);
  void varint(std::uint64_t value);  ///< Seven bits a byte, the low ones first (LEB128).
  void endpoint(const Endpoint& value);
  void address(const IpAddress& value);
  void bytes(std::string_view value);
  void text(std::string_view value);  ///< Its length as a varint, and its bytes.

  char* at() const { return at_; }

 private:
  char* at_;
};

/// Reads what a ByteWriter wrote. Nothing that a writer cannot have written is read: after the first such
/// thing failed() says so, and all that is read is zero or empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte();
  std::uint8_t peek() const { return rest_.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(rest_[0]); }
  std::uint32_t fixed32();
  std::uint64_t fixed64();
  std::uint64_t varint();
  Endpoint endpoint();
  IpAddress address();
  std::string_view bytes(std::uint64_t count);
  std::string_view text(std::uint64_t most);  ///< Fails where it is longer.

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }
  std::size_t left() const { return rest_.size(); }

 private:
  std::uint16_t port();
  void fail();

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace parley::tape
