#include "wire/open_room.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/limits.hpp"
#include "wire/text.hpp"

namespace parley::wire {
namespace {

constexpr std::string_view kSystem = "System:";
constexpr std::string_view kUser = "System: User ";
constexpr std::string_view kJoined = " joined!";
constexpr std::string_view kLeft = " left.";

std::string joined_text(std::initializer_list<std::string_view> parts) {
  std::size_t bytes = 0;
  for (const auto part : parts) bytes += part.size();
  std::string text;
  text.reserve(bytes);
  for (const auto part : parts) text += part;
  return text;
}

bool is_one_word(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n\v\f\r") == text.npos;
}

/// The NAME of `System: User NAME` and `ending`; empty where the datagram is none.
std::string_view subject_of(std::string_view datagram, std::string_view ending) {
  if (datagram.size() < kUser.size() + ending.size()) return {};
  if (!datagram.starts_with(kUser) || !datagram.ends_with(ending)) return {};
  const auto name = datagram.substr(kUser.size(), datagram.size() - kUser.size() - ending.size());
  return is_one_word(name) ? name : std::string_view{};
}

RoomDatagram decode_system(std::string_view datagram) {
  if (const auto name = subject_of(datagram, kJoined); !name.empty()) return Joined{std::string(name)};
  if (const auto name = subject_of(datagram, kLeft); !name.empty()) return Left{std::string(name)};
  return Announced{std::string(datagram)};
}

}  // namespace

std::string encode(const Said& said) { return joined_text({said.user, ": ", said.text}); }
std::string encode(const Joined& joined) { return joined_text({kUser, joined.user, kJoined}); }
std::string encode(const Left& left) { return joined_text({kUser, left.user, kLeft}); }

std::size_t longest_text(std::string_view user) {
  const auto before_text = user.size() + 2;
  return limits::kDatagramBytes - std::min(limits::kDatagramBytes, before_text);
}

RoomDatagram decode_room_datagram(std::string_view datagram) {
  datagram = utf8_prefix(datagram, limits::kDatagramBytes);
  if (!is_utf8(datagram)) return Unrecognized{};
  if (datagram.starts_with(kSystem)) return decode_system(datagram);
  const auto colon = datagram.find(": ");
  if (colon == datagram.npos || !is_one_word(datagram.substr(0, colon))) return Unrecognized{};
  return Said{std::string(datagram.substr(0, colon)), std::string(datagram.substr(colon + 2))};
}

}  // namespace parley::wire
