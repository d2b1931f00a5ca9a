#include "sim/play/fault_injector.hpp"

/// What befalls the network.
namespace parley::sim::scenario {

void FaultInjector::between(const Nodes& from, const Nodes& to, void (World::*how)(NodeId, NodeId)) {
  for (const NodeRef& left : from) {
    for (const NodeRef& right : to) {
      if (left != right) (cluster_.world().*how)(cluster_.node(left).id(), cluster_.node(right).id());
    }
  }
}

bool FaultInjector::apply(const Partition& fault) {
  log_.measure(entry_, [lost = losses(DropReason::kCut), stalled = count(&FaultCounts::stalled)] {
    return lost() + stalled();
  });
  between(fault.left, fault.right, &World::cut);
  add_active(fault.time, {Kind::kLink, std::nullopt, std::nullopt,
                          [this, fault] { between(fault.left, fault.right, &World::mend); }});
  return true;
}

bool FaultInjector::apply(const CutOneWay& fault) {
  log_.measure(entry_, [lost = losses(DropReason::kCut), stalled = count(&FaultCounts::stalled)] {
    return lost() + stalled();
  });
  between(fault.from, fault.to, &World::cut_one_way);
  add_active(fault.time, {Kind::kLink, std::nullopt, std::nullopt,
                          [this, fault] { between(fault.from, fault.to, &World::mend_one_way); }});
  return true;
}

bool FaultInjector::apply(const Clog& fault) {
  log_.measure(entry_, count(&FaultCounts::clogged));
  between(fault.from, fault.to, &World::clog);
  add_active(fault.time, {Kind::kLink, std::nullopt, std::nullopt,
                          [this, fault] { between(fault.from, fault.to, &World::unclog); }});
  return true;
}

bool FaultInjector::apply(const Heal& /*fault*/) {
  return end_those([](const ActiveFault& active) { return active.kind == Kind::kLink; });
}

bool FaultInjector::change_links(LinkConditions::LinkFault fault, FaultLog::Counter counter) {
  log_.measure(entry_, std::move(counter));
  const ForTime time = std::visit([](const auto& each) { return each.time; }, fault);
  const LinkFaultKind link_fault = LinkConditions::kind_of(fault);
  const std::uint64_t number = link_conditions_.add(std::move(fault));
  add_active(time, {Kind::kLinkConditions, std::nullopt, link_fault,
                    [this, number] { link_conditions_.remove(number); }});
  return true;
}

bool FaultInjector::apply(const LoseDatagrams& fault) {
  if (fault.percent == 0) mark_hit();
  return change_links(fault, losses(DropReason::kRandom));
}

bool FaultInjector::apply(const RepeatDatagrams& fault) {
  if (fault.percent == 0) mark_hit();
  return change_links(fault, count(&FaultCounts::repeated));
}

bool FaultInjector::apply(const ReorderDatagrams& fault) {
  if (fault.percent == 0) mark_hit();
  return change_links(fault, count(&FaultCounts::reordered));
}

bool FaultInjector::apply(const Latency& fault) {
  return change_links(fault,
                      count(fault.paths.everywhere() ? &FaultCounts::packets : &FaultCounts::on_own_link));
}

bool FaultInjector::apply(const SlowPackets& fault) {
  return change_links(fault, [slowed = count(&FaultCounts::slowed), lost = losses(DropReason::kQueue)] {
    return slowed() + lost();
  });
}

bool FaultInjector::apply(const LimitDatagrams& fault) {
  return change_links(fault, losses(DropReason::kTooBig));
}

bool FaultInjector::apply(const FragmentStreams& fault) {
  return change_links(fault, count(&FaultCounts::fragmented));
}

bool FaultInjector::apply(const Stop& fault) {
  return end_those([&](const ActiveFault& active) { return active.link_fault == fault.what; });
}

bool FaultInjector::apply(const BreakConnection& fault) {
  log_.measure(entry_, count(&FaultCounts::broken));
  between(fault.nodes, {TheRegistry{}}, &World::break_streams);
  log_.close(entry_);
  return true;
}

bool FaultInjector::apply(const HalfClose& fault) {
  log_.measure(entry_, count(&FaultCounts::half_closed));
  between(fault.nodes, {TheRegistry{}}, &World::half_close);
  log_.close(entry_);
  return true;
}

}  // namespace parley::sim::scenario
