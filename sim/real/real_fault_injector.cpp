#include "sim/real/real_fault_injector.hpp"

#include <array>
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

/// What a link fault does to a link, by kind; with the value of a link without faults, how it ends. Slowing
/// is infeasible.
constexpr std::array<void (*)(LinkState& link, const scenario::LinkValue& value), scenario::kLinkFaultKinds>
    kLinkEffects = {
        [](LinkState& link, const scenario::LinkValue& value) {
          link.lost_percent = static_cast<std::uint32_t>(value.amount);
        },
        [](LinkState& link, const scenario::LinkValue& value) {
          link.repeated_percent = static_cast<std::uint32_t>(value.amount);
        },
        [](LinkState& link, const scenario::LinkValue& value) {
          link.late_percent = static_cast<std::uint32_t>(value.amount);
          link.late_by = value.most;
        },
        [](LinkState& link, const scenario::LinkValue& value) {
          link.min_delay = value.least;
          link.max_delay = value.most;
        },
        [](LinkState& /*link*/, const scenario::LinkValue& /*value*/) {},
        [](LinkState& link, const scenario::LinkValue& value) {
          link.max_datagram = value.amount == 0 ? LinkState().max_datagram : value.amount;
        },
        [](LinkState& link, const scenario::LinkValue& value) { link.fragments = value.amount != 0; },
};

void change(LinkState& link, scenario::LinkFaultKind kind, const scenario::LinkValue& value) {
  kLinkEffects[static_cast<std::size_t>(kind)](link, value);
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

  Refusal operator()(const scenario::LinkFault& fault) const {
    scenario::LinkValue value = fault.value;
    if (fault.kind == scenario::LinkFaultKind::kFragmenting) value.amount = 1;
    for_each_link(cluster, fault.paths, [&](LinkState& link) { change(link, fault.kind, value); });
    if (!fault.time) return {};
    cluster.delays().after(*fault.time, [&to_end = cluster, paths = fault.paths, kind = fault.kind] {
      for_each_link(to_end, paths, [&](LinkState& link) { change(link, kind, {}); });
    });
    return {};
  }
  Refusal operator()(const scenario::Stop& fault) const {
    for_each_link(cluster, {}, {}, [&](LinkState& link) { change(link, fault.what, {}); });
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
  Refusal operator()(const scenario::GainAddress& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::LoseAddress& /*fault*/) const { return "it cannot be made here"; }

 private:
  void cut(const Nodes& from, const Nodes& to, const scenario::ForTime& time,
           unsigned LinkState::*count) const {
    for_each_link(cluster, from, to, [&](LinkState& link) { ++(link.*count); });
    faults.add_undo([&to_undo = cluster, from, to,
                     count] { for_each_link(to_undo, from, to, [&](LinkState& link) { --(link.*count); }); },
                    time);
  }
};

Refusal RealFaultInjector::inject(const scenario::Fault& fault) {
  return std::visit(Visitor{*this, cluster_}, fault);
}

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
