#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "wire/framing.hpp"

namespace parley::registry {

/// v1 messages that wait, each a record. Holds no memory while it is empty.
class MessageQueue {
 public:
  explicit MessageQueue(std::size_t max_record) : max_record_(max_record) {}

  void feed(std::string_view record);

  /// The next message, valid until the next call of any member.
  std::optional<std::string_view> next();

  /// Whether a record was too long; what comes behind it is not taken.
  bool overflowed() const { return overflowed_; }
  std::size_t buffered() const { return buffer_.size() - taken_; }

 private:
  std::size_t max_record_;
  std::string buffer_;  ///< Messages, each behind its length in two bytes.
  std::size_t taken_ = 0;
  bool overflowed_ = false;
};

/// What a connection speaks, by its first record.
enum class DetectedDialect : std::uint8_t {
  kV1,
  kV2,           ///< The line `HELLO P2P 2`, perhaps with more behind it.
  kV2WithoutLf,  ///< The same without an LF: it is whole, as v1 messages are.
};
DetectedDialect detect_dialect(std::string_view first_record);

/// What a connection sent and nobody has read yet, cut into messages. The first record decides which
/// dialect the connection speaks, and so what a message is.
class Inbox {
 public:
  /// `max_line` is the longest v2 line taken, its LF not counted.
  explicit Inbox(std::size_t max_line);

  void feed(std::string_view record);

  /// The next message, valid until the next call of any member.
  std::optional<std::string_view> next();

  /// Whether all messages were given out and the one behind them is longer than a message may be: there
  /// is no way on from there.
  bool overflowed() const;

  std::size_t buffered() const;
  wire::Dialect dialect() const;

 private:
  void feed_first(std::string_view record);

  std::size_t max_line_;
  bool decided_ = false;
  std::variant<MessageQueue, wire::LineSplitter> messages_;
};

}  // namespace parley::registry
