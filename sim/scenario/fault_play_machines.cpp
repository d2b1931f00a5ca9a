#include "sim/scenario/fault_play.hpp"

/// What befalls machines, their clocks and disks.
namespace parley::sim::scenario {

bool FaultPlay::tear_down(const Nodes& nodes, const ForTime& time, void (Node::*how)()) {
  bool any = false;
  for (const NodeRef& ref : nodes) {
    if (!stage_.node(ref).running()) continue;
    any = now();
    if (const auto* person = std::get_if<PersonId>(&ref)) {
      stage_.person(*person).tear_away(how);
    } else {
      (stage_.node(ref).*how)();
    }
    if (time) last(time, {Sort::kDown, ref, std::nullopt, [this, ref] { restart(ref); }});
  }
  return any;
}

bool FaultPlay::act(const Crash& fault) { return tear_down(fault.nodes, fault.time, &Node::crash); }

bool FaultPlay::act(const LosePower& fault) { return tear_down(fault.nodes, fault.time, &Node::lose_power); }

/// A registry that stands still is woken first: a signal reaches it no sooner.
bool FaultPlay::act(const StopRegistry& fault) {
  if (!stage_.registry_node().running() || stage_.registry_stopping()) return false;
  const FaultLog::Entry entry = entry_;
  end_of(Sort::kPause, {TheRegistry{}});
  entry_ = entry;
  stage_.stop_registry();
  if (fault.time) {
    last(fault.time, {Sort::kDown, TheRegistry{}, std::nullopt, [this] { restart(TheRegistry{}); }});
  }
  return now();
}

bool FaultPlay::act(const Vanish& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    if (stage_.node(ref).gone()) continue;
    any = now();
    if (const auto* person = std::get_if<PersonId>(&ref)) stage_.person(*person).tear_away(&Node::vanish);
    if (const auto* client = std::get_if<ClientId>(&ref)) stage_.client(*client).vanish();
  }
  return any;
}

/// A registry that has not ended yet is killed, as service managers do it whose patience is over.
bool FaultPlay::restart(const NodeRef& ref) {
  if (std::holds_alternative<TheRegistry>(ref) && stage_.registry_stopping()) stage_.registry_node().crash();
  if (stage_.node(ref).running() || std::holds_alternative<ClientId>(ref)) return false;
  if (const auto* person = std::get_if<PersonId>(&ref)) {
    stage_.person(*person).start(false);
  } else {
    stage_.start_registry();
  }
  return true;
}

bool FaultPlay::act(const Restart& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    std::erase_if(lasting_, [&](const auto& each) {
      return each.second.sort == Sort::kDown && each.second.node == ref;
    });
    if (restart(ref)) any = now();
  }
  return any;
}

bool FaultPlay::act(const Pause& fault) {
  bool any = false;
  for (const NodeRef& ref : fault.nodes) {
    Node& node = stage_.node(ref);
    if (node.paused() || !node.running()) continue;
    any = true;
    node.pause();
    last(fault.time, {Sort::kPause, ref, std::nullopt, [&node] {
                        if (node.paused()) node.resume();
                      }});
  }
  log_.measure(entry_, count(&FaultCounts::parked));
  return any;
}

bool FaultPlay::act(const Resume& fault) { return end_of(Sort::kPause, fault.nodes); }

bool FaultPlay::act(const Move& fault) {
  for (const NodeRef& ref : fault.nodes) stage_.world().move(stage_.node(ref).id());
  return now();
}

bool FaultPlay::act(const Deaf& fault) {
  for (const NodeRef& ref : fault.nodes) {
    const NodeId id = stage_.node(ref).id();
    stage_.world().set_deaf(id, true);
    last(fault.time, {Sort::kDeaf, ref, std::nullopt, [this, id] { stage_.world().set_deaf(id, false); }});
  }
  log_.measure(entry_, losses(Loss::kDeaf));
  return true;
}

bool FaultPlay::act(const HearAgain& fault) { return end_of(Sort::kDeaf, fault.nodes); }

bool FaultPlay::act(const ClockRate& fault) {
  end_of(Sort::kClock, fault.nodes);
  if (fault.ppm == 0) return now();
  for (const NodeRef& ref : fault.nodes) {
    Node& node = stage_.node(ref);
    node.set_clock_rate(fault.ppm);
    last(fault.time, {Sort::kClock, ref, std::nullopt, [&node] { node.set_clock_rate(0); }});
  }
  log_.measure(entry_, count(&FaultCounts::drifted_wakes));
  return true;
}

bool FaultPlay::act(const NewKey& /*fault*/) {
  stage_.registry_node().replace_key();
  return now();
}

bool FaultPlay::act(const DiskFails& fault) {
  Disk& disk = stage_.registry_node().disk();
  switch (fault.what) {
    case DiskTrouble::kFull:
      disk.fail(DiskFault::kFull);
      break;
    case DiskTrouble::kReadsFail:
      disk.fail(DiskFault::kRead);
      break;
    case DiskTrouble::kWritesFail:
      disk.fail(DiskFault::kWrite);
      break;
    case DiskTrouble::kSyncsFail:
      disk.fail(DiskFault::kSync);
      break;
  }
  last(fault.time, {Sort::kDisk, std::nullopt, std::nullopt, [&disk] { disk.heal(); }});
  log_.measure(entry_, [&disk] { return disk.struck(); });
  return true;
}

bool FaultPlay::act(const DiskWorks& /*fault*/) {
  return end_those([](const Lasting& lasting) { return lasting.sort == Sort::kDisk; });
}

}  // namespace parley::sim::scenario
