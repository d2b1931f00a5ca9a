#include "base/name.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/limits.hpp"

namespace parley {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::strong_ordering compare(std::string_view a, std::string_view b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                [](char x, char y) { return lower(x) <=> lower(y); });
}

template <class Number>
std::uint64_t load(const char* from) {
  Number number;
  std::memcpy(&number, from, sizeof number);
  return number;
}

/// Up to eight bytes of a name as one number, without regard to case: in this bit, no two characters of
/// names differ but the two cases of a letter. Equal for parts of equal length that are equal, and no others.
std::uint64_t folded(std::string_view part) {
  constexpr std::uint64_t kCaseBits = 0x2020202020202020U;
  const char* first = part.data();
  const std::size_t size = part.size();
  if (size == 8) return load<std::uint64_t>(first) | kCaseBits;
  if (size >= 4) {
    return (load<std::uint32_t>(first) | load<std::uint32_t>(first + size - 4) << 32U) | kCaseBits;
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t at) { return load<std::uint8_t>(first + at); };
  return (byte(0) | byte(size / 2) << 8U | byte(size - 1) << 16U) | kCaseBits;
}

Error malformed(std::string message) { return {ErrorCode::kMalformed, std::move(message)}; }

}  // namespace

std::strong_ordering Name::operator<=>(const Name& other) const { return compare(text_, other.text_); }

bool Name::operator==(const Name& other) const {
  if (text_.size() != other.text_.size()) return false;
  std::string_view mine = text_;
  std::string_view theirs = other.text_;
  for (; mine.size() > 8; mine.remove_prefix(8), theirs.remove_prefix(8)) {
    if (folded(mine.substr(0, 8)) != folded(theirs.substr(0, 8))) return false;
  }
  return folded(mine) == folded(theirs);
}

Result<std::string> Name::validated(std::string_view text) {
  static constexpr std::array<std::string_view, 2> kReserved = {"system", "quit"};
  if (text.empty()) return malformed("a name is empty; give it at least one letter");
  if (text.size() > limits::kNameBytes) {
    return malformed("a name is longer than 32 characters; choose a shorter one");
  }
  if (!std::all_of(text.begin(), text.end(), is_name_byte)) {
    return malformed("a name holds only letters, digits, '_' and '-'");
  }
  const auto taken = [&](std::string_view word) { return compare(text, word) == 0; };
  if (std::any_of(kReserved.begin(), kReserved.end(), taken)) {
    return malformed("this name is reserved; choose another");
  }
  return std::string(text);
}

Result<UserName> UserName::parse(std::string_view text) {
  auto valid = validated(text);
  if (!valid) return valid.error();
  return UserName(std::move(*valid));
}

Result<RoomName> RoomName::parse(std::string_view text) {
  auto valid = validated(text);
  if (!valid) return valid.error();
  return RoomName(std::move(*valid));
}

std::size_t hash_of(const Name& name) {
  std::string_view rest = name.text();
  std::uint64_t hash = rest.size();
  const auto add = [&](std::uint64_t part) {
    hash = (hash ^ part) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 32U;
  };
  for (; rest.size() > 8; rest.remove_prefix(8)) add(folded(rest.substr(0, 8)));
  add(folded(rest));
  return static_cast<std::size_t>(hash);
}

}  // namespace parley
