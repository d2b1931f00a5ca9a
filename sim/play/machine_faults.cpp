#include <algorithm>

#include "sim/play/injection.hpp"

/// What befalls machines, their clocks, addresses and disks.
namespace parley::sim::scenario {
namespace {

using Kind = ActiveFault::Kind;

bool tear_down(Injection& step, const Nodes& nodes, const ForTime& time, void (Node::*how)()) {
  bool any = false;
  for (const NodeRef& ref : nodes) {
    Node& node = step.cluster.node(ref);
    if (!node.running()) continue;
    any = step.mark_hit();
    if (const auto* person = std::get_if<PersonId>(&ref)) {
      step.cluster.person(*person).terminate(how);
    } else {
      (node.*how)();
    }
    const auto start_again = [&cluster = step.cluster, ref] { restart(cluster, ref); };
    if (time) step.add_active(time, {Kind::kDown, ref, std::nullopt, start_again});
  }
  return any;
}

DiskFault world_fault(DiskFailure what) {
  switch (what) {
    case DiskFailure::kReadsFail:
      return DiskFault::kRead;
    case DiskFailure::kWritesFail:
      return DiskFault::kWrite;
    case DiskFailure::kSyncsFail:
      return DiskFault::kSync;
    case DiskFailure::kFull:
      break;
  }
  return DiskFault::kFull;
}

}  // namespace

/// A registry that has not ended yet is killed, as a service manager does whose patience is over.
bool restart(SimCluster& cluster, const NodeRef& ref) {
  if (std::holds_alternative<TheRegistry>(ref) && cluster.registry_stopping())
    cluster.registry_node().crash();
  if (cluster.node(ref).running() || std::holds_alternative<ClientId>(ref)) return false;
  if (const auto* person = std::get_if<PersonId>(&ref)) {
    cluster.person(*person).start(false);
  } else {
    cluster.start_registry();
  }
  return true;
}

bool apply(Injection& step, const Crash& fault) {
  return tear_down(step, fault.nodes, fault.time, &Node::crash);
}

bool apply(Injection& step, const LosePower& fault) {
  return tear_down(step, fault.nodes, fault.time, &Node::lose_power);
}

/// A registry that is paused is resumed first: a signal reaches it no sooner.
bool apply(Injection& step, const StopRegistry& fault) {
  SimCluster& cluster = step.cluster;
  if (!cluster.registry_node().running() || cluster.registry_stopping()) return false;
  step.active.end_of(Kind::kPause, {TheRegistry{}});
  cluster.stop_registry();
  const auto start_again = [&cluster] { restart(cluster, TheRegistry{}); };
  if (fault.time) step.add_active(fault.time, {Kind::kDown, TheRegistry{}, std::nullopt, start_again});
  return step.mark_hit();
}

bool apply(Injection& step, const Restart& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    step.active.forget(
        [&](const ActiveFault& other) { return other.kind == Kind::kDown && other.node == ref; });
    if (restart(step.cluster, ref)) any = step.mark_hit();
  }
  return any;
}

bool apply(Injection& step, const Vanish& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    if (step.cluster.node(ref).gone()) continue;
    any = step.mark_hit();
    if (const auto* person = std::get_if<PersonId>(&ref))
      step.cluster.person(*person).terminate(&Node::vanish);
    if (const auto* client = std::get_if<ClientId>(&ref)) step.cluster.client(*client).vanish();
  }
  return any;
}

bool apply(Injection& step, const Pause& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    Node& node = step.cluster.node(ref);
    if (node.paused() || !node.running()) continue;
    any = true;
    node.pause();
    const auto resume = [&node] {
      if (node.paused()) node.resume();
    };
    step.add_active(fault.time, {Kind::kPause, ref, std::nullopt, resume});
  }
  step.measure([](const FaultCounts& counts) { return counts.parked; });
  return any;
}

bool apply(Injection& step, const Resume& fault) {
  step.mark_hit();
  return step.active.end_of(Kind::kPause, fault.nodes);
}

bool apply(Injection& step, const Move& fault) {
  for (const NodeRef& ref : fault.nodes) step.world().move(step.id_of(ref));
  return step.mark_hit();
}

bool apply(Injection& step, const GainAddress& fault) {
  for (const NodeRef& ref : fault.nodes) {
    step.world().add_address(step.id_of(ref), world_family(fault.family));
  }
  return step.mark_hit();
}

bool apply(Injection& step, const LoseAddress& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    std::vector<IpAddress> lost = step.cluster.node(ref).addresses();
    if (fault.which == LostAddress::kFirst) {
      lost.resize(std::min<std::size_t>(lost.size(), 1));
    } else {
      std::erase_if(lost, [&](const IpAddress& address) {
        return address.is_v4() != (fault.which == LostAddress::kIpv4);
      });
    }
    for (const IpAddress& address : lost) step.world().remove_address(step.id_of(ref), address);
    if (!lost.empty()) any = step.mark_hit();
  }
  return any;
}

bool apply(Injection& step, const Deaf& fault) {
  for (const NodeRef& ref : fault.nodes) {
    const NodeId id = step.id_of(ref);
    step.world().set_deaf(id, true);
    const auto hear_again = [&world = step.world(), id] { world.set_deaf(id, false); };
    step.add_active(fault.time, {Kind::kDeaf, ref, std::nullopt, hear_again});
  }
  step.measure([](const FaultCounts& counts) { return counts.of(DropReason::kDeaf); });
  return true;
}

bool apply(Injection& step, const HearAgain& fault) {
  step.mark_hit();
  return step.active.end_of(Kind::kDeaf, fault.nodes);
}

bool apply(Injection& step, const ClockRate& fault) {
  step.active.end_of(Kind::kClock, fault.nodes);
  if (fault.ppm == 0) return step.mark_hit();
  for (const NodeRef& ref : fault.nodes) {
    Node& node = step.cluster.node(ref);
    node.set_clock_rate(fault.ppm);
    step.add_active(fault.time, {Kind::kClock, ref, std::nullopt, [&node] { node.set_clock_rate(0); }});
  }
  step.measure([](const FaultCounts& counts) { return counts.drifted_wakes; });
  return true;
}

bool apply(Injection& step, const NewKey& /*fault*/) {
  step.cluster.registry_node().replace_key();
  return step.mark_hit();
}

bool apply(Injection& step, const DiskFails& fault) {
  Disk& disk = step.cluster.registry_node().disk();
  disk.fail(world_fault(fault.what));
  step.add_active(fault.time, {Kind::kDisk, std::nullopt, std::nullopt, [&disk] { disk.heal(); }});
  step.measure(FaultLog::Counter([&disk] { return disk.hits(); }));
  return true;
}

bool apply(Injection& step, const DiskWorks& /*fault*/) {
  step.mark_hit();
  return step.active.end_of(Kind::kDisk);
}

}  // namespace parley::sim::scenario
