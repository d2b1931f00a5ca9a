#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "tape/entry.hpp"
#include "tape/entry_source.hpp"
#include "tape/tape_header.hpp"

/// What a merge is given, and what it tells.
namespace parley::sim::merge {

/// A tape, opened at its beginning.
struct OpenTape {
  tape::TapeHeader header;
  std::unique_ptr<tape::EntrySource> entries;
};

/// Where a tape is. It is read twice, so that nothing of its size has to be kept.
struct TapeFile {
  std::string name;                        ///< Its path; for people.
  std::function<Result<OpenTape>()> open;  ///< From the beginning, each time the same entries.
};

/// The tape in a file.
TapeFile tape_in_file(const std::string& path);

enum class NodeKind : std::uint8_t { kRegistry, kPerson };

/// A registry or a person, with all tapes of them in the order of time. Without any tape: known only from
/// what the others recorded.
struct Node {
  std::string name;  ///< Who logged in; `registry`; `client 3` for one who never did. Each name is unique.
  NodeKind kind{};
  std::vector<std::size_t> tapes;
};

/// How a tape's clock was placed on the common one.
enum class Placement : std::uint8_t {
  kByMessages,   ///< By the messages that it shares with others: none arrives before it was sent.
  kFirst,        ///< The others of its group were placed by it.
  kByWallClock,  ///< It shares no message with the largest group: by the time of day at which it began.
  kByOwnClock,   ///< The same, and some tape lacks a time of day: by what its own clock showed.
};

/// What is known of a tape besides its entries.
struct Tape {
  std::string name;
  tape::TapeHeader header;
  std::size_t node = 0;
  std::uint64_t entries = 0;
  Instant first{};  ///< By the common clock: of the first entry and of the last.
  Instant last{};
  std::optional<tape::TapeEndCause> end;  ///< None: cut, because the program or its machine was killed.
  std::string end_words;                  ///< The end in words; of a tape that cannot be read on, why.
  Placement placed{};
  Duration worst_violation{};  ///< By how much a message arrives before it was sent, at worst.
};

struct EntryId {
  std::size_t tape = 0;
  std::uint64_t index = 0;  ///< 0, 1, 2 ... on its tape.
  auto operator<=>(const EntryId&) const = default;
};

/// A message's other end.
struct Match {
  EntryId entry;
  Instant at{};  ///< By the common clock.
};

/// A socket that takes what is sent to a port: a room's, or a registry's for keep-alives.
struct Socket {
  std::uint16_t port = 0;
  bool is_room = false;
};

/// One entry, as a visitor sees it. It lives until the visitor returns.
struct MergedEntry {
  EntryId id;
  Instant at{};          ///< By the common clock.
  std::size_t node = 0;  ///< Whose tape it is on.
  const tape::Entry* entry = nullptr;
  /// Of what concerns a stream, or a datagram between two: who is at the other end, where that is known.
  std::optional<std::size_t> other;
  std::optional<Socket> socket;  ///< Of a kSend or kDatagram.
  /// Of a kRecord or kDatagram: what it was sent as (kWrite, kSend), where that is on a tape.
  std::optional<Match> sent;
  /// Of a kWrite or kSend: where it was received. A long write arrives as several records.
  std::span<const Match> received;
};

}  // namespace parley::sim::merge
