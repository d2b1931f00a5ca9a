#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "sim/language/scenario.hpp"
#include "sim/play/fault_log.hpp"
#include "sim/play/link_conditions.hpp"
#include "sim/play/sim_cluster.hpp"
#include "sim/world/fault_counts.hpp"

namespace parley::sim::scenario {

/// Does to the world what fault steps say, ends what has a time, and knows what has not ended yet.
class FaultInjector {
 public:
  explicit FaultInjector(SimCluster& cluster) : cluster_(cluster), link_conditions_(cluster) {}
  FaultInjector(const FaultInjector&) = delete;
  FaultInjector& operator=(const FaultInjector&) = delete;

  /// False where it hits nothing, as a crash of what does not run. `must`: then, and where it
  /// hits nothing until it ends, the play is to fail.
  bool inject(const Fault& fault, std::size_t line, bool must);

  /// Everything ends that lasts, and the registry runs again. People who crashed stay away.
  void stop_all();

  FaultLog& log() { return log_; }

 private:
  enum class Kind : std::uint8_t { kLink, kPause, kDeaf, kClock, kLinkConditions, kDisk, kDown };

  /// A fault that goes on until its end.
  struct ActiveFault {
    Kind kind;
    std::optional<NodeRef> node;              ///< Whom it concerns alone, if somebody.
    std::optional<LinkFaultKind> link_fault;  ///< Of the link.
    std::function<void()> end;
    FaultLog::Entry entry = 0;
  };

  bool apply(const Crash& fault);
  bool apply(const LosePower& fault);
  bool apply(const StopRegistry& fault);
  bool apply(const Restart& fault);
  bool apply(const Vanish& fault);
  bool apply(const Pause& fault);
  bool apply(const Resume& fault);
  bool apply(const Move& fault);
  bool apply(const Deaf& fault);
  bool apply(const HearAgain& fault);
  bool apply(const ClockRate& fault);
  bool apply(const Partition& fault);
  bool apply(const CutOneWay& fault);
  bool apply(const Clog& fault);
  bool apply(const Heal& fault);
  bool apply(const LoseDatagrams& fault);
  bool apply(const RepeatDatagrams& fault);
  bool apply(const ReorderDatagrams& fault);
  bool apply(const Latency& fault);
  bool apply(const SlowPackets& fault);
  bool apply(const LimitDatagrams& fault);
  bool apply(const FragmentStreams& fault);
  bool apply(const Stop& fault);
  bool apply(const BreakConnection& fault);
  bool apply(const HalfClose& fault);
  bool apply(const NewKey& fault);
  bool apply(const DiskFails& fault);
  bool apply(const DiskWorks& fault);

  bool change_links(LinkConditions::LinkFault fault, FaultLog::Counter counter);
  bool tear_down(const Nodes& nodes, const ForTime& time, void (Node::*how)());
  bool restart(const NodeRef& node);
  void between(const Nodes& from, const Nodes& to, void (World::*how)(NodeId, NodeId));

  void add_active(const ForTime& time, ActiveFault active);
  void end(std::uint64_t number);
  bool end_those(const std::function<bool(const ActiveFault&)>& which);
  bool end_of(Kind kind, const Nodes& nodes);
  bool mark_hit() {
    log_.hit(entry_);
    return true;
  }
  FaultLog::Counter count(std::uint64_t FaultCounts::*kind) const;
  FaultLog::Counter losses(DropReason why) const;

  SimCluster& cluster_;
  LinkConditions link_conditions_;
  FaultLog log_;
  FaultLog::Entry entry_ = 0;  ///< Of the step under way.
  std::map<std::uint64_t, ActiveFault> active_;
  std::uint64_t last_id_ = 0;
};

}  // namespace parley::sim::scenario
