#include "sim/play/fault_injector.hpp"

/// What befalls machines, their clocks and disks.
namespace parley::sim::scenario {

bool FaultInjector::tear_down(const Nodes& nodes, const ForTime& time, void (Node::*how)()) {
  bool any = false;
  for (const NodeRef& ref : nodes) {
    if (!cluster_.node(ref).running()) continue;
    any = mark_hit();
    if (const auto* person = std::get_if<PersonId>(&ref)) {
      cluster_.person(*person).terminate(how);
    } else {
      (cluster_.node(ref).*how)();
    }
    if (time) add_active(time, {Kind::kDown, ref, std::nullopt, [this, ref] { restart(ref); }});
  }
  return any;
}

bool FaultInjector::apply(const Crash& fault) { return tear_down(fault.nodes, fault.time, &Node::crash); }

bool FaultInjector::apply(const LosePower& fault) {
  return tear_down(fault.nodes, fault.time, &Node::lose_power);
}

/// A registry that stands still is woken first: a signal reaches it no sooner.
bool FaultInjector::apply(const StopRegistry& fault) {
  if (!cluster_.registry_node().running() || cluster_.registry_stopping()) return false;
  const FaultLog::Entry entry = entry_;
  end_of(Kind::kPause, {TheRegistry{}});
  entry_ = entry;
  cluster_.stop_registry();
  if (fault.time) {
    add_active(fault.time, {Kind::kDown, TheRegistry{}, std::nullopt, [this] { restart(TheRegistry{}); }});
  }
  return mark_hit();
}

bool FaultInjector::apply(const Vanish& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    if (cluster_.node(ref).gone()) continue;
    any = mark_hit();
    if (const auto* person = std::get_if<PersonId>(&ref)) cluster_.person(*person).terminate(&Node::vanish);
    if (const auto* client = std::get_if<ClientId>(&ref)) cluster_.client(*client).vanish();
  }
  return any;
}

/// A registry that has not ended yet is killed, as service managers do it whose patience is over.
bool FaultInjector::restart(const NodeRef& ref) {
  if (std::holds_alternative<TheRegistry>(ref) && cluster_.registry_stopping())
    cluster_.registry_node().crash();
  if (cluster_.node(ref).running() || std::holds_alternative<ClientId>(ref)) return false;
  if (const auto* person = std::get_if<PersonId>(&ref)) {
    cluster_.person(*person).start(false);
  } else {
    cluster_.start_registry();
  }
  return true;
}

bool FaultInjector::apply(const Restart& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    std::erase_if(active_, [&](const auto& each) {
      return each.second.kind == Kind::kDown && each.second.node == ref;
    });
    if (restart(ref)) any = mark_hit();
  }
  return any;
}

bool FaultInjector::apply(const Pause& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    Node& node = cluster_.node(ref);
    if (node.paused() || !node.running()) continue;
    any = true;
    node.pause();
    add_active(fault.time, {Kind::kPause, ref, std::nullopt, [&node] {
                              if (node.paused()) node.resume();
                            }});
  }
  log_.measure(entry_, count(&FaultCounts::parked));
  return any;
}

bool FaultInjector::apply(const Resume& fault) { return end_of(Kind::kPause, fault.nodes); }

bool FaultInjector::apply(const Move& fault) {
  for (const NodeRef& ref : fault.nodes) cluster_.world().move(cluster_.node(ref).id());
  return mark_hit();
}

bool FaultInjector::apply(const Deaf& fault) {
  for (const NodeRef& ref : fault.nodes) {
    const NodeId id = cluster_.node(ref).id();
    cluster_.world().set_deaf(id, true);
    add_active(fault.time,
               {Kind::kDeaf, ref, std::nullopt, [this, id] { cluster_.world().set_deaf(id, false); }});
  }
  log_.measure(entry_, losses(DropReason::kDeaf));
  return true;
}

bool FaultInjector::apply(const HearAgain& fault) { return end_of(Kind::kDeaf, fault.nodes); }

bool FaultInjector::apply(const ClockRate& fault) {
  end_of(Kind::kClock, fault.nodes);
  if (fault.ppm == 0) return mark_hit();
  for (const NodeRef& ref : fault.nodes) {
    Node& node = cluster_.node(ref);
    node.set_clock_rate(fault.ppm);
    add_active(fault.time, {Kind::kClock, ref, std::nullopt, [&node] { node.set_clock_rate(0); }});
  }
  log_.measure(entry_, count(&FaultCounts::drifted_wakes));
  return true;
}

bool FaultInjector::apply(const NewKey& /*fault*/) {
  cluster_.registry_node().replace_key();
  return mark_hit();
}

bool FaultInjector::apply(const DiskFails& fault) {
  Disk& disk = cluster_.registry_node().disk();
  switch (fault.what) {
    case DiskFailure::kFull:
      disk.fail(DiskFault::kFull);
      break;
    case DiskFailure::kReadsFail:
      disk.fail(DiskFault::kRead);
      break;
    case DiskFailure::kWritesFail:
      disk.fail(DiskFault::kWrite);
      break;
    case DiskFailure::kSyncsFail:
      disk.fail(DiskFault::kSync);
      break;
  }
  add_active(fault.time, {Kind::kDisk, std::nullopt, std::nullopt, [&disk] { disk.heal(); }});
  log_.measure(entry_, [&disk] { return disk.hits(); });
  return true;
}

bool FaultInjector::apply(const DiskWorks& /*fault*/) {
  return end_those([](const ActiveFault& active) { return active.kind == Kind::kDisk; });
}

}  // namespace parley::sim::scenario
