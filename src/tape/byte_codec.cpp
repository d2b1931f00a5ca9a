#include "tape/byte_codec.hpp"

#include <algorithm>
#include <cstring>

namespace parley::tape {
namespace {

constexpr std::uint8_t kV4 = 4;
constexpr std::uint8_t kV6 = 6;

}  // namespace

void ByteWriter::fixed32(std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
}

void ByteWriter::fixed64(std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
}

void ByteWriter::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
  byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::address(const IpAddress& value) {
  if (value.is_v4()) {
    byte(kV4);
    for (std::size_t i = 12; i < 16; ++i) byte(value.octets()[i]);
    return;
  }
  byte(kV6);
  for (const auto octet : value.octets()) byte(octet);
}

void ByteWriter::endpoint(const Endpoint& value) {
  address(value.address);
  byte(static_cast<std::uint8_t>(value.port));
  byte(static_cast<std::uint8_t>(value.port >> 8));
}

void ByteWriter::bytes(std::string_view value) {
  if (!value.empty()) std::memcpy(at_, value.data(), value.size());
  at_ += value.size();
}

void ByteWriter::text(std::string_view value) {
  varint(value.size());
  bytes(value);
}

void ByteReader::fail() {
  failed_ = true;
  rest_ = {};
}

std::string_view ByteReader::bytes(std::uint64_t count) {
  if (count > rest_.size()) {
    fail();
    return {};
  }
  const auto value = rest_.substr(0, static_cast<std::size_t>(count));
  rest_.remove_prefix(value.size());
  return value;
}

std::uint8_t ByteReader::byte() {
  const auto value = bytes(1);
  return value.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(value[0]);
}

std::uint32_t ByteReader::fixed32() {
  std::uint32_t value = 0;
  for (int shift = 0; shift < 32; shift += 8) value |= std::uint32_t{byte()} << shift;
  return failed_ ? 0 : value;
}

std::uint64_t ByteReader::fixed64() {
  const std::uint64_t low = fixed32();
  const std::uint64_t high = fixed32();
  return failed_ ? 0 : low | (high << 32);
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t next = byte();
    if (failed_) return 0;
    value |= std::uint64_t{next & 0x7Fu} << shift;
    if (next < 0x80) {
      const bool padded = next == 0 && shift > 0;
      const bool too_big = shift == 63 && next > 1;
      if (!padded && !too_big) return value;
      break;
    }
  }
  fail();
  return 0;
}

IpAddress ByteReader::address() {
  const std::uint8_t family = byte();
  if (family == kV4) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = (value << 8) | byte();
    return failed_ ? IpAddress() : IpAddress::v4(value);
  }
  if (family != kV6) fail();
  IpAddress::Octets octets{};
  const auto value = bytes(failed_ ? 0 : octets.size());
  std::copy(value.begin(), value.end(), octets.begin());
  const IpAddress address(octets);
  if (address.is_v4()) fail();
  return failed_ ? IpAddress() : address;
}

std::uint16_t ByteReader::port() {
  const unsigned low = byte();
  const unsigned high = byte();
  return failed_ ? std::uint16_t{0} : static_cast<std::uint16_t>(low | (high << 8));
}

Endpoint ByteReader::endpoint() {
  const IpAddress host = address();
  const std::uint16_t number = port();
  return failed_ ? Endpoint{} : Endpoint{host, number};
}

std::string_view ByteReader::text(std::uint64_t most) {
  const std::uint64_t length = varint();
  if (length > most) fail();
  return failed_ ? std::string_view() : bytes(length);
}

}  // namespace parley::tape
