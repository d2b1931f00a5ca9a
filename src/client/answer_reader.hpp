#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "wire/framing.hpp"

namespace parley::client {

/// Cuts what a registry sends into its greeting and its messages. The greeting is the first 23 bytes of
/// the stream in either dialect; then a message is a line (v2) or a record (v1), where a record of full
/// length is continued by the next. Holds no memory between messages.
class AnswerReader {
 public:
  enum class Piece : std::uint8_t {
    kNone,      ///< Nothing is whole yet.
    kGreeting,  ///< The greeting, once and first.
    kMessage,   ///< A message; `message` holds it until the next call.
    kInvalid,   ///< No greeting, or a message past all bounds. There is no way on from here.
  };

  explicit AnswerReader(wire::Dialect dialect);

  void feed(std::string_view record);

  /// To be called after each feed() until it says kNone.
  Piece next(std::string_view& message);

  wire::Dialect dialect() const { return dialect_; }
  void set_dialect(wire::Dialect dialect) { dialect_ = dialect; }

 private:
  enum class Record : std::uint8_t { kNone, kBegun, kWhole, kGivenOut };

  std::string_view take_greeting(std::string_view record);
  Piece next_record(std::string_view& message);

  wire::Dialect dialect_;
  std::uint8_t greeting_taken_ = 0;  ///< Bytes of the greeting that came.
  bool greeting_given_ = false;
  bool invalid_ = false;
  Record record_state_ = Record::kNone;
  wire::LineSplitter lines_;
  std::string record_;  ///< v1: the message so far.
};

}  // namespace parley::client
