#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace parley {

/// What people call a user or a room: 1-32 bytes of ASCII letters, digits, `_` and `-`, kept as typed
/// and compared without regard to case. So narrow an alphabet leaves no two names that look alike, and
/// no name that holds a word break of the wire. `system` and `quit` are reserved: the first signs the
/// notices of a room, the second leaves a question of the menus.
class Name {
 public:
  const std::string& text() const { return text_; }

  std::strong_ordering operator<=>(const Name& other) const;
  bool operator==(const Name& other) const;

 protected:
  explicit Name(std::string text) : text_(std::move(text)) {}

  /// Error kMalformed, with the rule that was broken in words, when `text` is no name.
  static Result<std::string> validated(std::string_view text);

 private:
  std::string text_;
};

/// The name of an account.
class UserName final : public Name {
 public:
  static Result<UserName> parse(std::string_view text);

 private:
  using Name::Name;
};

/// The name of a chat room.
class RoomName final : public Name {
 public:
  static Result<RoomName> parse(std::string_view text);

 private:
  using Name::Name;
};

/// A hash that agrees with the comparison. Another one on a machine of the other byte order.
std::size_t hash_of(const Name& name);

}  // namespace parley

template <>
struct std::hash<parley::UserName> {
  std::size_t operator()(const parley::UserName& name) const { return parley::hash_of(name); }
};

template <>
struct std::hash<parley::RoomName> {
  std::size_t operator()(const parley::RoomName& name) const { return parley::hash_of(name); }
};
