#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/database.hpp"

namespace parley::test {

inline UserName user(std::string_view text) { return UserName::parse(text).value(); }
inline RoomName room(std::string_view text) { return RoomName::parse(text).value(); }
inline Account account(std::string_view name, std::string hash = "$scrypt$x") {
  return {user(name), {std::move(hash)}};
}

inline StoredRoom stored_room(std::string_view name, std::uint64_t number, std::uint64_t version,
                              std::initializer_list<std::string_view> members) {
  StoredRoom value{
      .room = room(name), .number = number, .port = 5000, .version = version, .term = 1, .members = {}};
  for (const auto member : members) value.members.push_back(user(member));
  return value;
}

inline std::vector<std::string> names_of(const std::vector<StoredRoom>& rooms) {
  std::vector<std::string> names;
  for (const auto& each : rooms) names.push_back(each.room.text());
  return names;
}

inline std::unique_ptr<adapters::Database> open(const std::string& path) {
  return adapters::Database::open({.path = path, .vfs = ""}).value();
}

}  // namespace parley::test
