#include "base/name.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

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

Error malformed(std::string message) { return {ErrorCode::kMalformed, std::move(message)}; }

}  // namespace

std::strong_ordering Name::operator<=>(const Name& other) const { return compare(text_, other.text_); }

bool Name::operator==(const Name& other) const {
  return text_ == other.text_ || (text_.size() == other.text_.size() && compare(text_, other.text_) == 0);
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
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name.text()) {
    hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001b3U;
  }
  return static_cast<std::size_t>(hash);
}

}  // namespace parley
