#include "sim/real/real_fault_injector.hpp"

#include <utility>

namespace parley::sim::real {
namespace {

using scenario::ClientId;
using scenario::NodeRef;
using scenario::Nodes;
using scenario::PersonId;
using scenario::TheRegistry;
using Refusal = std::optional<std::string>;

bool is_registry(const NodeRef& node) { return std::holds_alternative<TheRegistry>(node); }

/// Calls `act` for each link from one of `from` to one of `to`; both empty: for all paths there are.
template <class Act>
void for_each_link(RealCluster& cluster, const Nodes& from, const Nodes& to, Act act) {
  if (from.empty() && to.empty()) {
    for (LinkProxy& proxy : cluster.proxies()) {
      act(proxy.out());
      act(proxy.in());
    }
  }
  for (const NodeRef& sender : from) {
    for (const NodeRef& receiver : to) {
      if (is_registry(sender) == is_registry(receiver)) continue;
      act(is_registry(sender) ? cluster.proxy(receiver).in() : cluster.proxy(sender).out());
    }
  }
  for (LinkProxy& proxy : cluster.proxies()) proxy.on_link_changed();
}

template <class Act>
void for_each_link(RealCluster& cluster, const scenario::Paths& paths, Act act) {
  for_each_link(cluster, paths.from, paths.to, act);
}

/// Calls `act` with the proxy of each; the registry's are all there are.
template <class Act>
void for_each_proxy(RealCluster& cluster, const Nodes& nodes, Act act) {
  for (const NodeRef& node : nodes) {
    if (!is_registry(node)) {
      act(cluster.proxy(node));
    } else {
      for (LinkProxy& proxy : cluster.proxies()) act(proxy);
    }
  }
}

void stop(LinkState& link, scenario::LinkFaultKind what) {
  const LinkState fine;
  switch (what) {
    case scenario::LinkFaultKind::kLosing:
      link.lost_percent = 0;
      return;
    case scenario::LinkFaultKind::kRepeating:
      link.repeated_percent = 0;
      return;
    case scenario::LinkFaultKind::kReordering:
      link.late_percent = 0;
      return;
    case scenario::LinkFaultKind::kDelaying:
      link.min_delay = link.max_delay = Duration::zero();
      return;
    case scenario::LinkFaultKind::kLimiting:
      link.max_datagram = fine.max_datagram;
      return;
    case scenario::LinkFaultKind::kFragmenting:
      link.fragments = false;
      return;
    case scenario::LinkFaultKind::kSlowing:
      return;
  }
}

}  // namespace

struct RealFaultInjector::Visitor {
  RealFaultInjector& faults;
  RealCluster& cluster;

  Refusal operator()(const scenario::Crash& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.crash_registry();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).crash();
      if (const auto* client = std::get_if<ClientId>(&node)) cluster.client(*client).crash();
    }
    faults.schedule(fault.time, scenario::Restart{fault.nodes});
    return {};
  }

  Refusal operator()(const scenario::StopRegistry& fault) const {
    cluster.stop_registry();
    faults.schedule(fault.time, scenario::Restart{{scenario::TheRegistry{}}});
    return {};
  }

  Refusal operator()(const scenario::Restart& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.registry().start();
      if (!is_registry(node)) cluster.proxy(node).restore();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).start(false);
    }
    return {};
  }

  Refusal operator()(const scenario::Vanish& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) return "the registry's machine is ours";
      cluster.proxy(node).vanish();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).crash();
      if (const auto* client = std::get_if<ClientId>(&node)) cluster.client(*client).crash();
    }
    return {};
  }

  Refusal operator()(const scenario::Pause& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.registry().pause();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).pause();
    }
    faults.schedule(fault.time, scenario::Resume{fault.nodes});
    return {};
  }

  Refusal operator()(const scenario::Resume& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.registry().resume();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).resume();
    }
    return {};
  }

  Refusal operator()(const scenario::Partition& fault) const {
    cut(fault.left, fault.right, fault.time, &LinkState::cuts);
    cut(fault.right, fault.left, fault.time, &LinkState::cuts);
    return {};
  }
  Refusal operator()(const scenario::CutOneWay& fault) const {
    cut(fault.from, fault.to, fault.time, &LinkState::cuts);
    return {};
  }
  Refusal operator()(const scenario::Clog& fault) const {
    cut(fault.from, fault.to, fault.time, &LinkState::clogs);
    return {};
  }
  Refusal operator()(const scenario::Heal& /*fault*/) const {
    faults.heal();
    return {};
  }

  Refusal operator()(const scenario::LoseDatagrams& fault) const {
    return set_link_fault(fault, scenario::LinkFaultKind::kLosing, [&](LinkState& link) { link.lost_percent = fault.percent; });
  }
  Refusal operator()(const scenario::RepeatDatagrams& fault) const {
    return set_link_fault(fault, scenario::LinkFaultKind::kRepeating,
                   [&](LinkState& link) { link.repeated_percent = fault.percent; });
  }
  Refusal operator()(const scenario::ReorderDatagrams& fault) const {
    return set_link_fault(fault, scenario::LinkFaultKind::kReordering, [&](LinkState& link) {
      link.late_percent = fault.percent;
      link.late_by = fault.by;
    });
  }
  Refusal operator()(const scenario::Latency& fault) const {
    return set_link_fault(fault, scenario::LinkFaultKind::kDelaying, [&](LinkState& link) {
      link.min_delay = fault.least;
      link.max_delay = fault.most;
    });
  }
  Refusal operator()(const scenario::LimitDatagrams& fault) const {
    return set_link_fault(fault, scenario::LinkFaultKind::kLimiting,
                   [&](LinkState& link) { link.max_datagram = fault.bytes; });
  }
  Refusal operator()(const scenario::FragmentStreams& fault) const {
    return set_link_fault(fault, scenario::LinkFaultKind::kFragmenting, [](LinkState& link) { link.fragments = true; });
  }
  Refusal operator()(const scenario::Stop& fault) const {
    for_each_link(cluster, {}, {}, [&](LinkState& link) { stop(link, fault.what); });
    return {};
  }

  Refusal operator()(const scenario::BreakConnection& fault) const {
    for_each_proxy(cluster, fault.nodes, [](LinkProxy& proxy) { proxy.abort_connections(); });
    return {};
  }
  Refusal operator()(const scenario::HalfClose& fault) const {
    for_each_proxy(cluster, fault.nodes, [](LinkProxy& proxy) { proxy.half_close_connections(); });
    return {};
  }

  Refusal operator()(const scenario::NewKey& /*fault*/) const {
    if (cluster.registry().running()) return "a registry that runs keeps its key; crash it before";
    cluster.registry().forget_key();
    return {};
  }
  Refusal operator()(const scenario::DiskFails& fault) const {
    cluster.registry().fill_disk();
    faults.schedule(fault.time, scenario::DiskWorks{});
    return {};
  }
  Refusal operator()(const scenario::DiskWorks& /*fault*/) const {
    cluster.registry().empty_disk();
    return {};
  }

  // What why_infeasible() always refuses, and the end of it.
  Refusal operator()(const scenario::LosePower& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::Move& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::Deaf& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::HearAgain& /*fault*/) const { return {}; }
  Refusal operator()(const scenario::ClockRate& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::SlowPackets& /*fault*/) const { return "it cannot be made here"; }

 private:
  void cut(const Nodes& from, const Nodes& to, const scenario::ForTime& time, unsigned LinkState::*count) const {
    for_each_link(cluster, from, to, [&](LinkState& link) { ++(link.*count); });
    faults.add_undo([&to_undo = cluster, from, to,
                     count] { for_each_link(to_undo, from, to, [&](LinkState& link) { --(link.*count); }); },
                    time);
  }

  template <class Fault, class Act>
  Refusal set_link_fault(const Fault& fault, scenario::LinkFaultKind what, Act act) const {
    for_each_link(cluster, fault.paths, act);
    if (!fault.time) return {};
    cluster.delays().after(*fault.time, [&to_end = cluster, paths = fault.paths, what] {
      for_each_link(to_end, paths, [&](LinkState& link) { stop(link, what); });
    });
    return {};
  }
};

Refusal RealFaultInjector::inject(const scenario::Fault& fault) { return std::visit(Visitor{*this, cluster_}, fault); }

void RealFaultInjector::add_undo(std::function<void()> undo, const scenario::ForTime& time) {
  const auto pending = std::make_shared<std::function<void()>>(std::move(undo));
  undos_.push_back(pending);
  if (!time) return;
  cluster_.delays().after(*time, [pending] {
    if (*pending) std::exchange(*pending, nullptr)();
  });
}

void RealFaultInjector::heal() {
  for (const Undo& pending : std::exchange(undos_, {})) {
    if (*pending) std::exchange(*pending, nullptr)();
  }
}

void RealFaultInjector::schedule(const scenario::ForTime& time, const scenario::Fault& then) {
  if (time) cluster_.delays().after(*time, [this, then] { inject(then); });
}

}  // namespace parley::sim::real
