#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/result.hpp"
#include "sim/check/check.hpp"
#include "sim/check/connection_tracker.hpp"
#include "sim/check/coverage_marks.hpp"
#include "sim/check/oracle.hpp"
#include "sim/check/reference_model.hpp"
#include "sim/check/session_invariants.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// Follows every connection of the registry message by message, and checks three invariants: each request is
/// answered once, in order and in time (`answered-once-in-order`), with an answer that the reference model
/// allows
/// (`right-answer`), and a client that takes no answers gets no more of them (`answers-are-bounded`). A
/// request begins when the one before it was answered, so the model changes in the same order as the
/// registry's tables. Other checks read the model.
class ProtocolChecker {
 public:
  using Trackers = std::map<std::uint64_t, ConnectionTracker>;

  ProtocolChecker(WatchedNodes& nodes, Findings& findings, CoverageMarks& marks, PresenceBound& bound);

  /// The registry begins a turn; `kind` is its first event.
  void begin_turn(TraceKind kind);
  void on_event(const TraceEvent& event);           ///< An event at the registry.
  void on_registry_stops() { on_registry_gone(); }  ///< From here on it need not answer anybody.
  void on_sent(const TraceEvent& event);            ///< The registry sends something.
  void on_delivered(const TraceEvent& event);       ///< A record of the registry reached its client.
  void on_client_closed(std::uint64_t channel);     ///< The client has closed its end.
  void after_turn();

  const ReferenceModel& model() const { return model_; }
  ReferenceModel& model() { return model_; }
  const Trackers& connections() const { return connections_; }  ///< Those that are open, by channel.
  const ConnectionTracker* connection(std::uint64_t channel) const;

  /// open(): the registry takes requests. model_exact(): the model also matches its tables; it does not once
  /// the registry may have held requests back, since it is then unknown when those begin.
  bool open() const { return open_; }
  bool model_exact() const { return open_ && !model_inexact_; }
  bool refused_to_start() const;  ///< It could not read its disk.
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
  void begin_round();
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
  std::set<std::uint64_t> active_;   ///< The channels with events in this turn.
  std::deque<std::uint64_t> queue_;  ///< Those whose share was used up, in the order of their next.
  TraceKind turn_kind_ = TraceKind::kWake;
  bool open_ = false;
  bool model_inexact_ = false;  ///< Set for good once a client may have been held back.
  Instant next_look_{};         ///< When lateness is checked again.
};

}  // namespace parley::sim::check
