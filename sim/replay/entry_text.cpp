#include "sim/replay/entry_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/result.hpp"
#include "ports/log_sink.hpp"
#include "ports/stream.hpp"
#include "ports/terminal.hpp"
#include "sim/report/message_text.hpp"
#include "wire/text.hpp"

namespace parley::sim::replay {
namespace {

using report::escaped;
using tape::Entry;
using tape::EntryKind;
using tape::TapeEndCause;

constexpr std::size_t kLineBytes = 160;

/// The word at `number`, or the number itself where a damaged tape has one that means nothing.
template <std::size_t kCount>
std::string word_at(const std::array<std::string_view, kCount>& words, std::int64_t number) {
  const bool known = number >= 0 && number < static_cast<std::int64_t>(kCount);
  return known ? std::string(words[static_cast<std::size_t>(number)]) : "(" + std::to_string(number) + ")";
}

constexpr std::array<std::string_view, 5> kErrors = {"malformed", "unavailable", "corrupt", "too new",
                                                     "full"};
constexpr std::array<std::string_view, 4> kCloses = {"closed by the other side", "broken", "unreachable",
                                                     "not trusted"};
constexpr std::array<std::string_view, 6> kStyles = {"plain",  "prompt", "success",
                                                     "notice", "error",  "other"};
constexpr std::array<std::string_view, 4> kLevels = {"debug", "info", "warning", "error"};

/// The text, and how much of it is missing.
std::string text_of(const Entry& entry) {
  std::string text = escaped(entry.text);
  if (entry.size > entry.text.size()) {
    text += fmt::format("... ({} bytes in all, digest {:016x})", entry.size, entry.digest);
  }
  return text;
}

std::string with_reason(std::string what, const Entry& entry) {
  return entry.text.empty() ? what : what + ": " + escaped(entry.text);
}

std::string failure_of(const Entry& entry) {
  return with_reason(
      "failed (" + word_at(kErrors, std::max(entry.number, tape::kFailed) - tape::kFailed) + ")", entry);
}

/// What came of a call: `no` or `yes` or why it failed.
std::string outcome_of(const Entry& entry, std::string_view no, std::string_view yes) {
  if (entry.number == tape::kNo) return std::string(no);
  if (entry.number == tape::kYes) return std::string(yes);
  return failure_of(entry);
}

std::string call_of(const Entry& entry) { return fmt::format("call {}", entry.id); }

std::string wake_of(const Entry& entry) {
  if (entry.number == 0) return "the alarm went off, on time";
  const auto late = Duration(entry.number);
  if (entry.number < 0)
    return "the alarm went off, early: it was set to " + describe(late).substr(1) + " later";
  return "the alarm went off, " + describe(late) + " after the time that it was set to";
}

std::string words_of_input(const Entry& entry, const StreamNames& names) {
  switch (entry.kind) {
    case EntryKind::kStart:
      return "the program started";
    case EntryKind::kStop:
      return "the program was asked to stop";
    case EntryKind::kWake:
      return wake_of(entry);
    case EntryKind::kAccept:
      return names.words(entry.id) + " came in from " + entry.endpoint.to_string();
    case EntryKind::kOpen:
      return names.words(entry.id) + " opened to " + entry.endpoint.to_string() + ", key " +
             escaped(entry.text) + (entry.number != 0 ? ", which an authority vouches for" : "");
    case EntryKind::kRecord:
      return names.words(entry.id) + " received " + text_of(entry);
    case EntryKind::kDrained:
      return names.words(entry.id) + " had sent all that waited";
    case EntryKind::kClose:
      return with_reason(names.words(entry.id) + " was " + word_at(kCloses, entry.number), entry);
    case EntryKind::kDatagram:
      return fmt::format("socket {} received from {} {}", entry.id, entry.endpoint.to_string(),
                         text_of(entry));
    case EntryKind::kLine:
      return entry.number != 0 ? fmt::format("the person typed {} bytes, hidden", entry.text.size())
                               : "the person typed " + text_of(entry);
    case EntryKind::kEndOfInput:
      return "the person's input ended";
    default:
      return "the person pressed ^C";
  }
}

std::string words_of_completion(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::kStored:
      return call_of(entry) +
             " was answered: " + outcome_of(entry, "stored", "another version is stored, " + text_of(entry));
    case EntryKind::kInserted:
      return call_of(entry) +
             " was answered: " + outcome_of(entry, "the name is taken", "the account is made");
    case EntryKind::kFound:
      return call_of(entry) +
             " was answered: " + outcome_of(entry, "no such account", "the account " + escaped(entry.text));
    case EntryKind::kLoadedRoom:
      return "the store has the room " + escaped(entry.text);
    case EntryKind::kLoaded:
      return call_of(entry) +
             " was answered: " + outcome_of(entry, "these are all rooms", "these are all rooms");
    case EntryKind::kHashed:
      return call_of(entry) + " was answered: " + outcome_of(entry, "hashed", "hashed");
    default:
      return call_of(entry) +
             " was answered: " + outcome_of(entry, "the secret is wrong", "the secret is right");
  }
}

std::string words_of_answer(const Entry& entry, const StreamNames& names) {
  const bool done = entry.number == tape::kNo;
  switch (entry.kind) {
    case EntryKind::kListening:
      return done ? fmt::format("listener {} stood at {}", entry.id, entry.endpoint.to_string())
                  : "listening " + failure_of(entry);
    case EntryKind::kSocketOpened:
      return done ? fmt::format("socket {} stood at {}", entry.id, entry.endpoint.to_string())
                  : "opening the socket " + failure_of(entry);
    case EntryKind::kPinFound:
      return "the known key was " + outcome_of(entry, "none", escaped(entry.text));
    case EntryKind::kPinSaved:
      return done ? "the key was remembered" : "remembering the key " + failure_of(entry);
    case EntryKind::kUnsent:
      return fmt::format("{} had {} bytes that waited", names.words(entry.id), entry.number);
    default:
      return fmt::format("{} random bytes were drawn", entry.number);
  }
}

std::string words_of_store_call(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::kInsertAccount:
      return call_of(entry) + " asked the store to make the account " + text_of(entry);
    case EntryKind::kFindAccount:
      return call_of(entry) + " asked the store for the account " + text_of(entry);
    case EntryKind::kCommitRoom:
      return call_of(entry) + " asked the store to keep the room " + text_of(entry);
    case EntryKind::kEraseRoom:
      return call_of(entry) + " asked the store to forget the room " + text_of(entry);
    case EntryKind::kLoadRooms:
      return call_of(entry) + " asked the store for all rooms";
    case EntryKind::kHash:
      return call_of(entry) + " asked for the hash of a secret";
    default:
      return call_of(entry) + " asked whether a secret is right";
  }
}

std::string words_of_stream_output(const Entry& entry, const StreamNames& names) {
  const std::string stream = names.words(entry.id);
  switch (entry.kind) {
    case EntryKind::kConnect:
      return stream + " was opened to " + text_of(entry);
    case EntryKind::kWrite:
      return stream + " sent " + text_of(entry);
    case EntryKind::kPauseReading:
      return stream + " was not read any more";
    case EntryKind::kResumeReading:
      return stream + " was read again";
    case EntryKind::kCloseStream:
      return stream + " was closed by this program";
    default:
      return stream + " was dropped";
  }
}

std::string words_of_output(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::kReady:
      return entry.number == tape::kNo ? "the program was ready" : "starting " + failure_of(entry);
    case EntryKind::kStopped:
      return "the program had stopped";
    case EntryKind::kExit:
      return fmt::format("the program ended with exit code {}", entry.number);
    case EntryKind::kListen:
      return "the program asked to listen at " + entry.endpoint.to_string();
    case EntryKind::kOpenDatagram:
      return "the program asked for a socket at " + entry.endpoint.to_string();
    case EntryKind::kJoinGroup:
      return "the program asked for the group " + entry.endpoint.to_string() + " by " + text_of(entry);
    case EntryKind::kDropListener:
      return fmt::format("listener {} was dropped", entry.id);
    case EntryKind::kDropDatagram:
      return fmt::format("socket {} was dropped", entry.id);
    case EntryKind::kSend:
      return fmt::format("socket {} sent to {} {}", entry.id, entry.endpoint.to_string(), text_of(entry));
    case EntryKind::kFindPin:
      return "the program asked for the known key of " + text_of(entry);
    case EntryKind::kSavePin:
      return "the program asked to remember the key " + text_of(entry);
    case EntryKind::kPrint:
      return "the screen showed (" + word_at(kStyles, entry.number) + ") " + text_of(entry);
    case EntryKind::kAsk:
      return "the screen asked for " + std::string(describe(static_cast<QuestionKind>(entry.number))) + ": " +
             text_of(entry);
    case EntryKind::kLog:
      return "the log said (" + word_at(kLevels, entry.number) + ") " + text_of(entry);
    case EntryKind::kEnd:
      return with_reason("the tape ended: " + std::string(describe(static_cast<TapeEndCause>(entry.number))),
                         entry);
    default:
      return fmt::format("(an entry of kind {})", static_cast<unsigned>(entry.kind));
  }
}

bool is_store_call(EntryKind kind) { return kind >= EntryKind::kInsertAccount && kind <= EntryKind::kVerify; }

bool is_stream_output(EntryKind kind) {
  return kind == EntryKind::kConnect || (kind >= EntryKind::kWrite && kind <= EntryKind::kDropStream);
}

bool is_completion(EntryKind kind) { return kind >= EntryKind::kStored && kind <= EntryKind::kVerified; }

}  // namespace

std::string describe(const Entry& entry, const StreamNames& names) {
  if (is_completion(entry.kind)) return words_of_completion(entry);
  if (entry.kind >= EntryKind::kStart && entry.kind <= EntryKind::kInterrupt)
    return words_of_input(entry, names);
  if (entry.kind >= EntryKind::kListening && entry.kind <= EntryKind::kEntropy) {
    return words_of_answer(entry, names);
  }
  if (is_store_call(entry.kind)) return words_of_store_call(entry);
  if (is_stream_output(entry.kind)) return words_of_stream_output(entry, names);
  return words_of_output(entry);
}

std::string describe_in_line(const Entry& entry, const StreamNames& names) {
  std::string words = describe(entry, names);
  if (words.size() <= kLineBytes) return words;
  return std::string(wire::utf8_prefix(words, kLineBytes)) + "...";
}

Duration since(Instant began, Instant at) {
  constexpr auto kMost = std::numeric_limits<Duration::rep>::max();
  const auto from = began.time_since_epoch().count();
  const auto to = at.time_since_epoch().count();
  if (from < 0 && to > kMost + from) return Duration(kMost);
  if (from > 0 && to < from - kMost) return Duration(-kMost);
  return Duration(to - from);
}

std::string describe(Duration since_beginning) {
  const auto nanoseconds = since_beginning.count();
  const auto magnitude =
      nanoseconds < 0 ? -static_cast<std::uint64_t>(nanoseconds) : static_cast<std::uint64_t>(nanoseconds);
  return fmt::format("{}{}.{:06} s", nanoseconds < 0 ? "-" : "", magnitude / 1'000'000'000,
                     magnitude % 1'000'000'000 / 1'000);
}

std::string_view describe(TapeEndCause cause) {
  switch (cause) {
    case TapeEndCause::kFinished:
      return "the program ended in order";
    case TapeEndCause::kLimit:
      return "it had reached its limit";
    case TapeEndCause::kGap:
      return "a gap: the disk was too slow, full or broken";
    case TapeEndCause::kFault:
      return "the program failed a check of its own";
  }
  return "nobody knows why";
}

}  // namespace parley::sim::replay
