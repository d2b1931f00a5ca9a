#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/import/activity.hpp"
#include "sim/import/screen_reader.hpp"
#include "sim/import/wire_reader.hpp"
#include "sim/merge/merged_tapes.hpp"

namespace parley::sim::importing {

/// Sees all entries of a session once, in common time, and keeps what people did: by a person's own tape, or
/// by the registry's if the person has none.
class SessionReader {
 public:
  /// With `keep_seen`, also what people saw of each other. The session outlives the reader.
  SessionReader(const merge::MergedTapes& session, bool keep_seen);

  /// Takes the next entry; false if no more can be kept.
  bool read(const merge::MergedEntry& merged);

  /// All of it, after the last entry. `end`: the time of the last entry.
  ActivityLog finish(Instant end);

  /// After the session's nodes: the sender of datagrams of unknown origin.
  std::size_t unknown_node() const { return session_.nodes().size(); }
  /// Whether a node without a tape is a client that writes bytes, not a person.
  bool is_client(std::size_t node) const;
  wire::Dialect dialect(std::size_t node) const;

 private:
  struct RegistryTape {
    bool stopping = false;
  };

  void read_person(const merge::MergedEntry& merged);
  void read_registry(const merge::MergedEntry& merged);
  void read_room(const merge::MergedEntry& merged);
  void read_screen_line(const merge::MergedEntry& merged);
  void read_unclaimed_datagram(const merge::MergedEntry& merged);
  void note_timeout(const merge::MergedEntry& merged);
  WireReader* wire_of(const merge::MergedEntry& merged);

  void end_person(std::size_t tape, ScreenReader& reader);
  void end_registry(std::size_t tape);
  Instant next_start(std::size_t tape) const;
  void note_kill(std::size_t tape, const ScreenReader& reader);
  void add(Instant at, std::size_t node, std::size_t tape, ActivityBody what);

  const merge::MergedTapes& session_;
  bool keep_seen_;
  ActivityLog log_;
  std::size_t bytes_ = 0;                        ///< Of what is kept, here and by the readers.
  std::map<std::size_t, ScreenReader> screens_;  ///< By tape.
  std::map<std::size_t, RegistryTape> registries_;
  Instant registry_last_{};                  ///< Its last entry so far.
  std::map<std::size_t, WireReader> wires_;  ///< By node.
  std::map<std::size_t, std::size_t> wire_tape_;
  std::map<std::string, std::size_t> unrecorded_;          ///< People by their names in lower case.
  std::map<std::string, std::vector<Instant>> timed_out_;  ///< When it gave whom up, by user.
  std::map<std::size_t, std::vector<Instant>>
      closed_;  ///< When the registry heard the end of a node's stream.
  /// Of lines said by those without a tape: how often who has heard which, and how often it was told.
  struct Heard {
    std::map<std::size_t, std::size_t> by;  ///< Node, times.
    std::size_t told = 0;
  };
  std::map<std::pair<std::size_t, std::string>, Heard> heard_;
};

}  // namespace parley::sim::importing
