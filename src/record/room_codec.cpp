#include "record/room_codec.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <utility>

namespace parley::record {
namespace {

Error malformed() { return {ErrorCode::kMalformed, "a room's words are not those of a tape"}; }

/// Takes the text up to `end` off the front; all of it where there is none.
std::string_view take(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto taken = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return taken;
}

bool read_number(std::string_view text, std::unsigned_integral auto& number) {
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && at == end;
}

bool read_members(std::string_view text, std::vector<UserName>& members) {
  while (!text.empty()) {
    auto member = UserName::parse(take(text, ','));
    if (!member) return false;
    members.push_back(*std::move(member));
  }
  return true;
}

}  // namespace

std::string encode_room(const StoredRoom& room) {
  std::string words = room.room.text();
  for (const std::uint64_t number : {room.number, std::uint64_t{room.port}, room.version, room.term}) {
    words += ' ';
    words += std::to_string(number);
  }
  char before = ' ';
  for (const auto& member : room.members) {
    words += std::exchange(before, ',');
    words += member.text();
  }
  if (room.members.empty()) words += ' ';
  return words;
}

Result<StoredRoom> decode_room(std::string_view text) {
  auto name = RoomName::parse(take(text, ' '));
  if (!name) return malformed();
  StoredRoom room{*std::move(name), 0, 0, 0, 0, {}};
  const bool read = read_number(take(text, ' '), room.number) && read_number(take(text, ' '), room.port) &&
                    read_number(take(text, ' '), room.version) && read_number(take(text, ' '), room.term) &&
                    read_members(text, room.members);
  if (!read) return malformed();
  return room;
}

}  // namespace parley::record
