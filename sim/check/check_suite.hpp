#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/check/chat_integrity.hpp"
#include "sim/check/convergence.hpp"
#include "sim/check/durable_state.hpp"
#include "sim/check/membership.hpp"
#include "sim/check/monotonicity.hpp"
#include "sim/check/no_empty_room.hpp"
#include "sim/check/one_host.hpp"
#include "sim/check/one_session.hpp"
#include "sim/check/people.hpp"
#include "sim/check/presence_bound.hpp"
#include "sim/check/protocol_checker.hpp"
#include "sim/check/unique_names.hpp"
#include "sim/check/watched_nodes.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// All invariants of a world (docs/checks.md), watched while it runs. It is made before the registry starts
/// and only looks: the same seed gives the same events with and without it. It costs according to what
/// happens, never according to how many look on. A step of the world is one turn: what is told in it goes to
/// the checker and to the people at once, and what it has led to is looked at when it is over.
class CheckSuite final : public TraceListener {
 public:
  explicit CheckSuite(WatchedNodes nodes);  ///< Listens to the world from here on.
  ~CheckSuite();
  CheckSuite(const CheckSuite&) = delete;
  CheckSuite& operator=(const CheckSuite&) = delete;

  /// After each World::step() that let something happen.
  void after_event();

  /// Whether every view agrees with every other one: to be waited for when the faults have stopped and
  /// nobody is paused, crashed machines aside. Bounded by kSettleTime, or something is wrong.
  bool settled();
  const std::string& unsettled_because() const { return unsettled_because_; }  ///< What it found last.

  /// The first one; nothing is looked at any more from there on.
  const std::optional<Violation>& violation() const { return findings_.first(); }

  std::vector<Tally> tallies() const;
  std::vector<MarkCount> marks() const { return marks_.all(); }  ///< All of them, those never reached with 0.

 private:
  void on_event(const TraceEvent& event) override;
  void on_sent(const TraceEvent& event) override;
  std::string missing();
  void begin_instant(Instant now);
  void on_registry_event(const TraceEvent& event);
  void on_person_event(PersonState& person, const TraceEvent& event);
  void after_registry_turn();
  void drop_absent();
  void mark(const PersonState& before, const PersonState& now);
  void check_silence(const TraceEvent& ended);
  RoomTables tables(bool restarted);

  WatchedNodes nodes_;
  Instant now_{};
  Findings findings_{now_};
  CoverageMarks marks_;
  PresenceBound bound_{findings_};
  ProtocolChecker checker_;
  People people_;
  OneHost one_host_{findings_};
  Membership membership_{findings_};
  NoEmptyRoom no_empty_room_{findings_};
  UniqueNames unique_names_{findings_};
  OneSession one_session_{findings_};
  Monotonicity monotonicity_{findings_};
  DurableState durable_state_{findings_};
  ChatIntegrity chat_integrity_;
  Convergence convergence_;

  bool sent_by_scenario_ =
      false;  ///< What is sent now, the scenario sends from the node, and not its program.
  bool registry_turn_ = false;
  TraceKind turn_kind_ = TraceKind::kWake;
  bool was_open_ = false;
  bool has_run_ = false;                 ///< The registry has been open before.
  std::uint64_t revision_ = 0;           ///< Of the registry's rooms, when they were looked at last.
  std::uint64_t unchecked_changes_ = 0;  ///< Changes since all rooms were looked at.
  Instant paused_at_{};
  std::string unsettled_because_;
};

}  // namespace parley::sim::check
