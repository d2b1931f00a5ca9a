#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/result.hpp"
#include "sim/check/books.hpp"
#include "sim/check/check.hpp"
#include "sim/check/marks.hpp"
#include "sim/check/oracle.hpp"
#include "sim/check/presence_bound.hpp"
#include "sim/check/talk.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// Three invariants, and the books that others read: each request is answered once, in order and in time
/// (`answered-once-in-order`), with what the books say (`right-answer`), and not while the client leaves too
/// many answers lying (`answers-are-bounded`). It follows every connection of the registry message by
/// message. A request is begun when the one before it has been answered, so the books change in the order in
/// which the registry's tables do.
class Clerk {
 public:
  using Talks = std::map<std::uint64_t, Talk>;

  Clerk(Scene& scene, Findings& findings, Marks& marks, PresenceBound& bound);

  /// The registry has a turn; `kind` is the first thing that is told of it.
  void begin_turn(TraceKind kind);
  void on_event(const TraceEvent& event);           ///< Something happens at the registry.
  void on_registry_stops() { on_registry_gone(); }  ///< From here on it owes nobody anything but its rooms.
  void on_sent(const TraceEvent& event);            ///< It sends something.
  void on_delivered(const TraceEvent& event);       ///< A record of it reached its client.
  void on_hung_up(std::uint64_t channel);           ///< The client has closed its end.
  void after_turn();

  const Books& books() const { return books_; }
  Books& books() { return books_; }
  const Talks& talks() const { return talks_; }  ///< By channel, those that stand.
  const Talk* talk(std::uint64_t channel) const;

  /// Whether the registry takes requests, and the books tell what it has: not where it may have held
  /// requests back, so that nobody knows when they were begun.
  bool open() const { return open_; }
  bool sure() const { return open_ && !blurred_; }
  bool refused_to_start() const;  ///< The registry cannot read its disk.
  bool nothing_open() const;

  const Check& answered() const { return answered_; }
  const Check& bounded() const { return bounded_; }
  const Check& right() const { return right_; }

 private:
  void on_registry_gone();
  void open_for_business();
  void on_record(const TraceEvent& event);
  void on_datagram(const TraceEvent& event);
  void pump(Talk& talk);
  void take_answer(Talk& talk, const std::string& answer);
  void end(std::uint64_t channel);
  void mark_waiting_login(const Talk& ended);
  const std::optional<Result<void>>* readiness() const;
  void check_turn(Talk& talk);
  void check_lateness();
  void note_port(const RoomName& name);

  Scene& scene_;
  Marks& marks_;
  PresenceBound& bound_;
  Check answered_;
  Check bounded_;
  Check right_;
  Books books_;
  Oracle oracle_;
  Talks talks_;
  std::set<std::uint64_t> active_;  ///< The channels that this turn is about.
  TraceKind turn_kind_ = TraceKind::kWake;
  bool open_ = false;
  bool blurred_ = false;  ///< A client is held back: the books are behind from here on, for good.
  Instant next_look_{};   ///< When lateness is looked at again.
};

}  // namespace parley::sim::check
