#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/merge/merge_state.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/report/timeline.hpp"

namespace parley::sim::merge {

/// Draws the merged entries, one after another, into a timeline. What one end alone has recorded is drawn
/// as if it took no time; where the other end has a tape and did not get it, as lost.
class TimelineWriter {
 public:
  TimelineWriter(const MergedTapes& session, report::Timeline& timeline);

  void take(const MergedEntry& merged);

 private:
  /// What is on one person's screen.
  struct Screen {
    std::string prompt;
    bool is_hidden = false;
  };
  /// A line of somebody without a tape: it was there when the first heard it.
  struct Heard {
    Instant at{};
    std::set<std::size_t> by;
  };

  void add(const MergedEntry& merged, TraceKind kind, std::size_t node, std::size_t from,
           std::string_view bytes = {}, std::uint64_t channel = 0, std::optional<Instant> sent = std::nullopt,
           DropReason loss = DropReason::kNone);
  void mark(const MergedEntry& merged, TraceKind kind, std::string_view bytes = {});

  void take_lifecycle(const MergedEntry& merged);
  void take_screen(const MergedEntry& merged);
  void take_stream(const MergedEntry& merged);
  void take_datagram(const MergedEntry& merged);
  void end_tape(const MergedEntry& merged);
  void open(const MergedEntry& merged);
  void accept(const MergedEntry& merged);
  void close(const MergedEntry& merged);
  void close_here(const MergedEntry& merged);
  void write(const MergedEntry& merged);
  void send_to_room(const MergedEntry& merged, std::uint16_t port);
  void send_keep_alive(const MergedEntry& merged);
  void receive(const MergedEntry& merged);
  std::optional<Instant> first_heard(const MergedEntry& merged);
  bool is_recorded(std::size_t node, Instant at) const;
  bool was_known_to_run(std::size_t node, Instant at) const;

  StreamKey key(const MergedEntry& merged) const { return {merged.id.tape, merged.entry->id}; }
  std::optional<StreamKey> far_end(const StreamKey& key) const;
  std::uint64_t channel_of(const StreamKey& key) const;
  std::size_t other_of(const MergedEntry& merged) const { return merged.other.value_or(merged.node); }

  const MergedTapes& session_;
  report::Timeline& timeline_;
  std::vector<Screen> screens_;          ///< By tape.
  std::map<StreamKey, Instant> asked_;   ///< Streams that do not stand yet.
  std::map<StreamKey, Instant> closed_;  ///< Where this end has closed first.
  std::map<StreamKey, Instant> accepted_;
  std::set<std::size_t> unrecorded_;  ///< Nodes whose last tape ended before they did.
  std::map<std::string, Heard, std::less<>> heard_;
};

}  // namespace parley::sim::merge
