#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/timeline.hpp"
#include "sim/session/session.hpp"

namespace parley::sim::session {

/// Draws a session's moments, one after another, into a timeline. What one end alone has recorded is drawn
/// as if it took no time; where the other end has a tape and did not get it, as lost.
class Draughtsman {
 public:
  Draughtsman(const Session& session, report::Timeline& timeline);

  void take(const Moment& moment);

 private:
  using StreamKey = std::pair<std::size_t, std::uint64_t>;  ///< A tape, a stream's id.

  /// What is on one person's screen.
  struct Screen {
    std::string prompt;
    bool is_hidden = false;
  };
  struct Socket {
    std::uint16_t port = 0;
    bool is_room = false;
  };
  /// A line of somebody without a tape: it was there when the first heard it.
  struct Heard {
    Instant at{};
    std::set<std::size_t> by;
  };

  void add(const Moment& moment, TraceKind kind, std::size_t node, std::size_t from,
           std::string_view bytes = {}, std::uint64_t channel = 0, std::optional<Instant> sent = std::nullopt,
           Loss loss = Loss::kNone);
  void mark(const Moment& moment, TraceKind kind, std::string_view bytes = {});

  void take_life(const Moment& moment);
  void take_screen(const Moment& moment);
  void take_stream(const Moment& moment);
  void take_datagram(const Moment& moment);
  void end_tape(const Moment& moment);
  void open(const Moment& moment);
  void accept(const Moment& moment);
  void close(const Moment& moment);
  void close_here(const Moment& moment);
  void write(const Moment& moment);
  void open_socket(const Moment& moment);
  void send(const Moment& moment);
  void send_to_room(const Moment& moment, std::uint16_t port);
  void send_keep_alive(const Moment& moment);
  void receive(const Moment& moment);
  std::optional<Instant> first_heard(const Moment& moment);
  bool is_recorded(std::size_t node, Instant at) const;
  bool was_known_to_run(std::size_t node, Instant at) const;

  StreamKey key(const Moment& moment) const { return {moment.id.tape, moment.entry->id}; }
  std::optional<StreamKey> far_end(const StreamKey& key) const;
  std::uint64_t channel_of(const StreamKey& key) const;
  std::size_t other_of(const Moment& moment) const { return moment.other.value_or(moment.node); }

  const Session& session_;
  report::Timeline& timeline_;
  std::vector<Screen> screens_;          ///< By tape.
  std::map<StreamKey, Instant> asked_;   ///< Streams that do not stand yet.
  std::map<StreamKey, Instant> closed_;  ///< Where this end has closed first.
  std::map<StreamKey, Instant> accepted_;
  std::map<StreamKey, Socket> sockets_;         ///< By tape and id.
  std::map<std::size_t, std::uint16_t> joins_;  ///< The port of the group that a tape is joining.
  std::set<std::size_t> unrecorded_;            ///< Nodes whose last tape ended before they did.
  std::map<std::string, Heard, std::less<>> heard_;
};

}  // namespace parley::sim::session
