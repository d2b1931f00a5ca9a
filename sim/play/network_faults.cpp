#include "sim/play/injection.hpp"

/// What comes between nodes: links that are cut or clogged, and connections that are torn.
namespace parley::sim::scenario {
namespace {

using Change = void (World::*)(NodeId, NodeId);

void between(SimCluster& cluster, const Nodes& from, const Nodes& to, Change how) {
  for (const NodeRef& left : from) {
    for (const NodeRef& right : to) {
      if (left != right) (cluster.world().*how)(cluster.node(left).id(), cluster.node(right).id());
    }
  }
}

void change_between(Injection& step, const Nodes& from, const Nodes& to, const ForTime& time, Change begin,
                    Change end) {
  between(step.cluster, from, to, begin);
  step.add_active(time, {ActiveFault::Kind::kNetwork, std::nullopt, std::nullopt,
                         [&cluster = step.cluster, from, to, end] { between(cluster, from, to, end); }});
}

std::uint64_t cut_or_stalled(const FaultCounts& counts) {
  return counts.of(DropReason::kCut) + counts.stalled;
}

}  // namespace

bool apply(Injection& step, const Partition& fault) {
  step.measure(cut_or_stalled);
  change_between(step, fault.left, fault.right, fault.time, &World::cut, &World::mend);
  return true;
}

bool apply(Injection& step, const CutOneWay& fault) {
  step.measure(cut_or_stalled);
  change_between(step, fault.from, fault.to, fault.time, &World::cut_one_way, &World::mend_one_way);
  return true;
}

bool apply(Injection& step, const Clog& fault) {
  step.measure([](const FaultCounts& counts) { return counts.clogged; });
  change_between(step, fault.from, fault.to, fault.time, &World::clog, &World::unclog);
  return true;
}

bool apply(Injection& step, const Heal& /*fault*/) {
  step.mark_hit();
  return step.active.end_of(ActiveFault::Kind::kNetwork);
}

bool apply(Injection& step, const BreakConnection& fault) {
  step.measure([](const FaultCounts& counts) { return counts.broken; });
  between(step.cluster, fault.nodes, {TheRegistry{}}, &World::break_streams);
  step.end_measuring();
  return true;
}

bool apply(Injection& step, const HalfClose& fault) {
  step.measure([](const FaultCounts& counts) { return counts.half_closed; });
  between(step.cluster, fault.nodes, {TheRegistry{}}, &World::half_close);
  step.end_measuring();
  return true;
}

}  // namespace parley::sim::scenario
