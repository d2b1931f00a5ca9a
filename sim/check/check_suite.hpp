#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/check/watched_nodes.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// All invariants of a world (docs/checks.md), watched while it runs. It is made before the registry starts
/// and only looks: the same seed gives the same events with and without it. It costs according to what
/// happens, never according to how many look on.
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
  const std::optional<Violation>& violation() const;

  std::vector<Tally> tallies() const;
  std::vector<MarkCount> marks() const;  ///< All of them, those never reached with 0.

 private:
  class Core;

  void on_event(const TraceEvent& event) override;
  void on_sent(const TraceEvent& event) override;

  std::unique_ptr<Core> core_;
  std::string unsettled_because_;
};

}  // namespace parley::sim::check
