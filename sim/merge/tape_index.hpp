#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/stream.hpp"
#include "sim/merge/clock.hpp"
#include "sim/merge/logins.hpp"
#include "sim/merge/tapes.hpp"

namespace parley::sim::merge {

/// A write or a record.
struct Piece {
  std::uint64_t entry = 0;
  Instant at{};
  std::uint64_t size = 0;
};

/// One stream as one end saw it.
struct IndexedStream {
  std::uint64_t id = 0;
  ChannelId channel;      ///< The same at the other end; unknown until the stream is established.
  bool accepted = false;  ///< By a registry; else a peer asked for it.
  Instant began{};        ///< When it was established, here; until then, when it was asked for.
  std::string target;     ///< `host:port`, of one asked for.
  std::vector<Piece> out;
  std::vector<Piece> in;
  Logins logins;
};

/// A datagram that was sent or received.
struct IndexedDatagram {
  std::uint64_t entry = 0;
  Instant at{};
  std::uint64_t digest = 0;  ///< Equal for equal ones. A line's is of one room's port.
  bool is_keep_alive = false;
};

/// The sockets of one tape that are open, by id; no more than the limit.
class OpenSockets {
 public:
  /// In the order of the tape; after a datagram was looked at, before the next one.
  void take(const tape::Entry& entry);
  std::optional<Socket> find(std::uint64_t id) const;

 private:
  std::optional<Endpoint> group_;  ///< Of the kJoinGroup before a kSocketOpened.
  std::map<std::uint64_t, Socket> open_;
};

/// From when to when a socket was open.
struct Membership {
  Socket socket;
  Instant from{};
  Instant to{};
};

/// All that is kept of one tape; its moments are own time from the tape's first.
struct TapeIndex {
  tape::TapeHeader header;
  Instant zero{};  ///< What the tape's clock showed at its first entry.
  Instant last{};
  std::uint64_t entries = 0;
  std::optional<tape::TapeEndCause> end;
  std::string end_words;
  std::optional<Endpoint> listens;  ///< Where the registry was reached.
  std::vector<IndexedStream> streams;
  std::vector<IndexedDatagram> sent;
  std::vector<IndexedDatagram> received;
  std::vector<Membership> memberships;
  std::vector<std::string> writers;  ///< Whose lines were received, as written; each once.
  bool is_full = false;              ///< A limit was met: some messages stay unmatched.

  bool is_registry() const { return header.is_registry(); }
};

/// What may still be kept, of all tapes of a session together.
struct IndexBudget {
  std::size_t streams = limits::kStreams;
  std::size_t pieces = limits::kPieces;
  std::size_t datagrams = limits::kDatagrams;
  std::size_t memberships = limits::kMemberships;
};

/// Reads a tape once. One that cannot be read on is taken up to there; an error where it cannot be opened.
/// Where not all tapes keep what people wrote (`texts_kept`), a line is known by its writer and length.
Result<TapeIndex> index_tape(const TapeFile& tape, bool texts_kept, IndexBudget& budget);

/// Who wrote a line of a room, or came, or went; empty where that cannot be told.
std::string writer_of(std::string_view datagram);

}  // namespace parley::sim::merge
