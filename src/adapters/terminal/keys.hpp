#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::adapters {

/// What a key does to the line being typed.
enum class KeyAction : std::uint8_t {
  kInsert,  ///< The key's character.
  kEnter,
  kEnd,  ///< ^D: the end of input on an empty line, else as kDelete.
  kLeft,
  kRight,
  kWordLeft,
  kWordRight,
  kLineStart,
  kLineEnd,
  kEarlier,  ///< The line typed before this one.
  kLater,
  kBackspace,
  kDelete,
  kDeleteWordLeft,
  kDeleteWordRight,
  kDeleteToEnd,
  kDeleteLine,
  kPaste,  ///< What was deleted last.
  kSwap,
  kClearScreen,
};

struct Key {
  KeyAction action = KeyAction::kInsert;
  wchar_t character = 0;  ///< For kInsert: printable.
  bool operator==(const Key&) const = default;
};

/// Makes keys of the bytes that a terminal sends: UTF-8 text, control characters and the escape sequences
/// of ECMA-48 and xterm. A key that came in part waits for its rest; what is none, and keys that do
/// nothing here, are left out. Holds at most kMaxBytes: what is typed further ahead is lost.
class KeyReader {
 public:
  static constexpr std::size_t kMaxBytes = 64 * 1024;

  void feed(std::string_view bytes);

  /// The next whole key.
  std::optional<Key> next();

  void clear();
  std::size_t waiting() const { return view().size(); }  ///< Bytes not yet made into keys.

 private:
  /// What is at the front: its size (0 where it is not whole yet), and the key that it is, if any.
  struct Token {
    std::size_t size = 0;
    std::optional<Key> key;
  };

  Token read_token() const;
  Token read_escape() const;
  Token read_control_sequence() const;
  Token read_character() const;

  std::string_view view() const { return std::string_view(bytes_).substr(front_); }

  std::string bytes_;
  std::size_t front_ = 0;  ///< Where in bytes_ the first unread byte is.
};

}  // namespace parley::adapters
