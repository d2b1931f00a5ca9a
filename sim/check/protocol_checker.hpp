#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/result.hpp"
#include "sim/check/check.hpp"
#include "sim/check/connection_tracker.hpp"
#include "sim/check/coverage_marks.hpp"
#include "sim/check/oracle.hpp"
#include "sim/check/presence_bound.hpp"
#include "sim/check/reference_model.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// Three invariants, and the model that others read: each request is answered once, in order and in time
/// (`answered-once-in-order`), with what the model says (`right-answer`), and not while the client leaves too
/// many answers lying (`answers-are-bounded`). It follows every connection of the registry message by
/// message. A request is begun when the one before it has been answered, so the model changes in the order in
/// which the registry's tables do.
class ProtocolChecker {
 public:
  using Trackers = std::map<std::uint64_t, ConnectionTracker>;

  ProtocolChecker(WatchedNodes& nodes, Findings& findings, CoverageMarks& marks, PresenceBound& bound);

  /// The registry has a turn; `kind` is the first thing that is told of it.
  void begin_turn(TraceKind kind);
  void on_event(const TraceEvent& event);           ///< Something happens at the registry.
  void on_registry_stops() { on_registry_gone(); }  ///< From here on it owes nobody anything but its rooms.
  void on_sent(const TraceEvent& event);            ///< It sends something.
  void on_delivered(const TraceEvent& event);       ///< A record of it reached its client.
  void on_client_closed(std::uint64_t channel);     ///< The client has closed its end.
  void after_turn();

  const ReferenceModel& model() const { return model_; }
  ReferenceModel& model() { return model_; }
  const Trackers& connections() const { return connections_; }  ///< By channel, those that stand.
  const ConnectionTracker* connection(std::uint64_t channel) const;

  /// Whether the registry takes requests, and the model tells what it has: not where it may have held
  /// requests back, so that nobody knows when they were begun.
  bool open() const { return open_; }
  bool model_exact() const { return open_ && !model_inexact_; }
  bool refused_to_start() const;  ///< The registry cannot read its disk.
  bool nothing_open() const;

  const Check& answered() const { return answered_; }
  const Check& bounded() const { return bounded_; }
  const Check& right() const { return right_; }

 private:
  void on_registry_gone();
  void on_rooms_loaded();
  void on_record(const TraceEvent& event);
  void on_datagram(const TraceEvent& event);
  void begin_requests(ConnectionTracker& connection);
  void take_answer(ConnectionTracker& connection, const std::string& answer);
  void end(std::uint64_t channel);
  void mark_waiting_login(const ConnectionTracker& ended);
  const std::optional<Result<void>>* readiness() const;
  void check_turn(ConnectionTracker& connection);
  void check_lateness();
  void note_port(const RoomName& name);

  WatchedNodes& nodes_;
  CoverageMarks& marks_;
  PresenceBound& bound_;
  Check answered_;
  Check bounded_;
  Check right_;
  ReferenceModel model_;
  Oracle oracle_;
  Trackers connections_;
  std::set<std::uint64_t> active_;  ///< The channels that this turn is about.
  TraceKind turn_kind_ = TraceKind::kWake;
  bool open_ = false;
  bool model_inexact_ = false;  ///< A client is held back: the model is behind from here on, for good.
  Instant next_look_{};         ///< When lateness is looked at again.
};

}  // namespace parley::sim::check
