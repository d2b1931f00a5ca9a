#include "client/answer_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "wire/answer.hpp"

namespace parley::client {
namespace {

constexpr std::size_t kFullRecordBytes = 16'384;  // RFC 8446, 5.1: the most that one record carries.

}  // namespace

AnswerReader::AnswerReader(wire::Dialect dialect) : dialect_(dialect), lines_(limits::kAnswerBytes) {}

void AnswerReader::feed(std::string_view record) {
  const auto rest = take_greeting(record);
  if (invalid_ || rest.empty()) return;
  if (dialect_ == wire::Dialect::kV2) return lines_.feed(rest);
  record_ += rest;
  record_state_ = record.size() < kFullRecordBytes ? Record::kWhole : Record::kBegun;
  invalid_ = record_.size() > limits::kAnswerBytes;
}

std::string_view AnswerReader::take_greeting(std::string_view record) {
  const auto wanted = wire::kGreeting.substr(greeting_taken_);
  const auto bytes = std::min(wanted.size(), record.size());
  invalid_ = invalid_ || record.substr(0, bytes) != wanted.substr(0, bytes);
  greeting_taken_ = static_cast<std::uint8_t>(greeting_taken_ + bytes);
  return record.substr(bytes);
}

AnswerReader::Piece AnswerReader::next(std::string_view& message) {
  if (invalid_ || lines_.overflowed()) return Piece::kInvalid;
  if (greeting_taken_ < wire::kGreeting.size()) return Piece::kNone;
  if (!std::exchange(greeting_given_, true)) return Piece::kGreeting;
  if (dialect_ == wire::Dialect::kV1) return next_record(message);
  const auto line = lines_.next();
  if (lines_.overflowed()) return Piece::kInvalid;
  if (line) message = *line;
  return line ? Piece::kMessage : Piece::kNone;
}

AnswerReader::Piece AnswerReader::next_record(std::string_view& message) {
  if (record_state_ == Record::kWhole) {
    record_state_ = Record::kGivenOut;
    message = record_;
    return Piece::kMessage;
  }
  if (record_state_ == Record::kGivenOut) {
    record_state_ = Record::kNone;
    std::string().swap(record_);  // Gives its memory back, which an assignment does not.
  }
  return Piece::kNone;
}

}  // namespace parley::client
