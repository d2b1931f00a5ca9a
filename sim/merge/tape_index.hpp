#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/merge/logins.hpp"
#include "sim/merge/own_time.hpp"
#include "sim/merge/tape_file.hpp"
#include "tape/tape_header.hpp"

namespace parley::sim::merge {

/// A write or a record.
struct Piece {
  std::uint64_t entry = 0;
  Instant at{};
  std::uint64_t size = 0;
  std::uint64_t fingerprint = 0;
};

/// One stream as one end saw it.
struct IndexedStream {
  std::uint64_t id = 0;
  bool accepted = false;  ///< By a registry; else a peer asked for it.
  bool established = false;
  Instant began{};             ///< When it stood, here; until then, when it was asked for.
  std::optional<Instant> end;  ///< When it was closed or dropped here, or the other end's close was heard.
  std::string target;          ///< `host:port`, of one asked for.
  std::vector<Piece> out;
  std::vector<Piece> in;
  Logins logins;
};

/// A datagram that was sent or received.
struct IndexedDatagram {
  std::uint64_t entry = 0;
  Instant at{};
  std::uint64_t fingerprint = 0;
  std::uint16_t port = 0;  ///< The room's; of keep-alives 0.
  bool is_keep_alive = false;
};

/// From when to when a socket took what was sent to a port: a room's, or a registry's for keep-alives.
struct Membership {
  std::uint64_t socket = 0;
  std::uint16_t port = 0;
  bool is_room = false;
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
  std::map<std::uint64_t, std::size_t> stream_of;  ///< By id.
  std::vector<IndexedDatagram> sent;
  std::vector<IndexedDatagram> received;
  std::vector<Membership> memberships;
  std::vector<std::string> writers;  ///< Whose lines were received, as written; each once.
  bool is_full = false;              ///< A limit was met: some messages stay unmatched.

  bool is_registry() const { return header.is_registry(); }
};

/// Reads a tape once. One that cannot be read on is taken up to there; an error where it cannot be opened.
Result<TapeIndex> index_tape(const TapeFile& tape, bool texts_kept);

}  // namespace parley::sim::merge
