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
#include "sim/merge/tape_file.hpp"
#include "tape/entry.hpp"

namespace parley::sim::merge {

enum class NodeKind : std::uint8_t { kRegistry, kPerson };

/// Somebody who took part: a registry or a person, with all tapes of them, in the order of time. Without
/// any: known from what the others recorded alone.
struct Node {
  std::string name;  ///< Who logged in; `registry`; `client 3` for one who never did. Each has another.
  NodeKind kind{};
  std::vector<std::size_t> tapes;
};

/// How a tape's clock came to stand where it does.
enum class Placement : std::uint8_t {
  kByMessages,   ///< By the messages that it shares with others: no one arrives before it was sent.
  kFirst,        ///< It is what the others of its group were placed by.
  kByWallClock,  ///< It shares nothing with the earlier groups: by the time of day at which it was begun.
  kByOwnClock,   ///< ... which is unknown: by what its own clock showed.
};

/// What is known of a tape besides its entries.
struct Tape {
  std::string name;
  tape::TapeHeader header;
  std::size_t node = 0;
  std::uint64_t entries = 0;
  Instant first{};  ///< By the common clock: of the first entry and of the last.
  Instant last{};
  std::optional<tape::TapeEndCause> end;  ///< None: cut; the program or its machine ended without a word.
  std::string end_words;                  ///< The end in words; of a tape that cannot be read on, why.
  Placement placed{};
  Duration
      worst_violation{};  ///< How far at most a message arrives before it was sent, where clocks contradict.
};

/// An entry of the session.
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

/// One entry, as a visitor sees it. It lives until the visitor returns.
struct MergedEntry {
  EntryId id;
  Instant at{};          ///< By the common clock.
  std::size_t node = 0;  ///< Whose tape it is.
  const tape::Entry* entry = nullptr;
  /// Of what concerns a stream, or a datagram between two: who is at the other end, where that is known.
  std::optional<std::size_t> other;
  /// Of a kRecord or kDatagram: what it was sent as (kWrite, kSend), where that is on a tape.
  std::optional<Match> sent;
  /// Of a kWrite or kSend: where it was received. A long write arrives as several records.
  std::span<const Match> received;
};

/// Several tapes of one session put together, from their entries alone: who each is of, which message
/// received is which one sent, and one clock for all, on which no message arrives before it was sent
/// (docs/aligning.md). Any part of the session's nodes will do. The common clock's zero is the first entry.
class MergedTapes {
 public:
  /// Reads the tapes. An error where one cannot be opened, or none is given; one that breaks off is taken
  /// up to there.
  static Result<MergedTapes> load(std::span<const std::string> paths);
  static Result<MergedTapes> load(std::vector<TapeFile> tapes);
  MergedTapes(MergedTapes&&) noexcept;
  MergedTapes& operator=(MergedTapes&&) noexcept;
  ~MergedTapes();

  const std::vector<Node>& nodes() const;  ///< The registries first, then people in the order of time.
  const std::vector<Tape>& tapes() const;  ///< In the order in which they were given.

  /// What a reader of the page should know: clocks that contradict, tapes that share nothing, limits met.
  const std::vector<std::string>& remarks() const;

  /// A moment of a tape's own clock by the common one, and back.
  Instant common(std::size_t tape, Instant own) const;
  Instant own(std::size_t tape, Instant common) const;

  /// All entries in common time, up to and with `until`; of one tape in its order. Reads the tapes again,
  /// an entry of each at a time. The visitor says whether to go on.
  using Visitor = std::function<bool(const MergedEntry&)>;
  Result<void> visit(const Visitor& visitor, std::optional<Instant> until = std::nullopt) const;

  struct State;  ///< session_state.hpp
  const State& state() const { return *state_; }

 private:
  explicit MergedTapes(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace parley::sim::merge
