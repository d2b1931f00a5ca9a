#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/check/chat_integrity.hpp"
#include "sim/check/convergence.hpp"
#include "sim/check/durable_state.hpp"
#include "sim/check/people.hpp"
#include "sim/check/protocol_checker.hpp"
#include "sim/check/room_identity.hpp"
#include "sim/check/room_membership.hpp"
#include "sim/check/session_invariants.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// Watches all invariants of a running world (docs/checks.md). Make it before the registry starts. It only
/// looks: the same seed gives the same events with and without it. A step of the world is one turn: events go
/// to the checks as they come, and the state that they led to is compared when the turn is over. The cost of
/// a turn depends on what it touched, not on the number of people.
class CheckSuite final : public TraceListener {
 public:
  explicit CheckSuite(WatchedNodes nodes);  ///< Listens to the world from here on.
  ~CheckSuite();
  CheckSuite(const CheckSuite&) = delete;
  CheckSuite& operator=(const CheckSuite&) = delete;

  /// After each World::step() that let something happen.
  void after_event();

  /// Whether all views agree. Once the faults have stopped and nobody is paused (machines may be down), this
  /// must come true within kSettleTime.
  bool settled();
  const std::string& unsettled_because() const {
    return unsettled_because_;
  }  ///< What settled() missed last.

  /// The first violation. After it nothing is checked any more.
  const std::optional<Violation>& violation() const { return findings_.first(); }

  std::vector<Tally> tallies() const;
  std::vector<MarkCount> marks() const { return marks_.all(); }  ///< Marks never reached count 0.

 private:
  void on_event(const TraceEvent& event) override;
  void on_sent(const TraceEvent& event) override;

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

  bool sent_by_scenario_ = false;  ///< What the node sends now comes from the scenario, not from its program.
  bool registry_turn_ = false;
  TraceKind turn_kind_ = TraceKind::kWake;
  bool was_open_ = false;
  bool has_run_ = false;                 ///< The registry was open before.
  std::uint64_t revision_ = 0;           ///< Of the registry's rooms when they were last compared.
  std::uint64_t unchecked_changes_ = 0;  ///< Changes since all rooms were compared.
  Instant paused_at_{};
  std::string unsettled_because_;
};

}  // namespace parley::sim::check
