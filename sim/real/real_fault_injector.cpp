#include "sim/real/real_fault_injector.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <utility>

namespace parley::sim::real {
namespace {

using scenario::ClientId;
using scenario::NodeRef;
using scenario::Nodes;
using scenario::PersonId;
using scenario::TheRegistry;
using Refusal = std::optional<std::string>;

constexpr const char* kBetweenPeople =
    "packets between people go over the machine's own loopback, where nothing can stand in their way";
constexpr const char* kAddresses = "all programs share this machine's addresses";
constexpr const char* kTalk = "people talk in rooms, and their datagrams to each other cannot be touched";

bool is_registry(const NodeRef& node) { return std::holds_alternative<TheRegistry>(node); }
bool is_client(const NodeRef& node) { return std::holds_alternative<ClientId>(node); }
bool has_registry(const Nodes& nodes) { return std::any_of(nodes.begin(), nodes.end(), is_registry); }
bool is_registry_alone(const Nodes& nodes) {
  return !nodes.empty() && std::all_of(nodes.begin(), nodes.end(), is_registry);
}

/// Nothing where each path between two sides begins or ends at the registry.
Refusal between(const Nodes& left, const Nodes& right) {
  const bool apart =
      (is_registry_alone(left) && !has_registry(right)) || (is_registry_alone(right) && !has_registry(left));
  return apart ? Refusal() : Refusal(kBetweenPeople);
}

/// Likewise; `talk`: people talk to each other in rooms.
Refusal on(const scenario::Paths& paths, bool talk) {
  if (!paths.everywhere()) return between(paths.from, paths.to);
  return talk ? Refusal(kTalk) : Refusal();
}

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

/// The faults that the real world cannot make at all.
template <class Fault>
concept NeverFeasible = std::same_as<Fault, scenario::LosePower> || std::same_as<Fault, scenario::Move> ||
    std::same_as<Fault, scenario::GainAddress> || std::same_as<Fault, scenario::LoseAddress> ||
    std::same_as<Fault, scenario::Deaf> || std::same_as<Fault, scenario::ClockRate>;

/// Each fault in the real world: why_not() says why it cannot be made, if it cannot, and apply() makes it.
struct RealFaultInjector::Faults {
  RealFaultInjector& injector;
  RealCluster& cluster;

  /// What has no why_not() of its own can always be made.
  template <class Fault>
  static Refusal why_not(const Fault& /*fault*/, bool /*talk*/) {
    return {};
  }
  template <NeverFeasible Fault>
  Refusal apply(const Fault& fault) const {
    return why_not(fault, false);
  }

  static Refusal why_not(const scenario::LosePower& /*fault*/, bool /*talk*/) {
    return "a program's machine cannot lose its power without ours";
  }
  static Refusal why_not(const scenario::Move& /*fault*/, bool /*talk*/) {
    return "nobody can move to another address";
  }
  static Refusal why_not(const scenario::GainAddress& /*fault*/, bool /*talk*/) { return kAddresses; }
  static Refusal why_not(const scenario::LoseAddress& /*fault*/, bool /*talk*/) { return kAddresses; }
  static Refusal why_not(const scenario::Deaf& /*fault*/, bool /*talk*/) { return kBetweenPeople; }
  static Refusal why_not(const scenario::ClockRate& /*fault*/, bool /*talk*/) {
    return "all programs have this machine's clock";
  }
  Refusal apply(const scenario::HearAgain& /*fault*/) const { return {}; }

  Refusal apply(const scenario::Crash& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.crash_registry();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).crash();
      if (const auto* client = std::get_if<ClientId>(&node)) cluster.client(*client).crash();
    }
    injector.schedule(fault.time, scenario::Restart{fault.nodes});
    return {};
  }

  Refusal apply(const scenario::StopRegistry& fault) const {
    cluster.stop_registry();
    injector.schedule(fault.time, scenario::Restart{{scenario::TheRegistry{}}});
    return {};
  }

  Refusal apply(const scenario::Restart& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.registry().start();
      if (!is_registry(node)) cluster.proxy(node).restore();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).start(false);
    }
    return {};
  }

  static Refusal why_not(const scenario::Vanish& fault, bool /*talk*/) {
    return has_registry(fault.nodes) ? Refusal("the registry's machine is ours") : Refusal();
  }
  Refusal apply(const scenario::Vanish& fault) const {
    for (const NodeRef& node : fault.nodes) {
      cluster.proxy(node).vanish();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).crash();
      if (const auto* client = std::get_if<ClientId>(&node)) cluster.client(*client).crash();
    }
    return {};
  }

  static Refusal why_not(const scenario::Pause& fault, bool /*talk*/) {
    const bool client = std::any_of(fault.nodes.begin(), fault.nodes.end(), is_client);
    return client ? Refusal("a client is not a program of its own here") : Refusal();
  }
  Refusal apply(const scenario::Pause& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.registry().pause();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).pause();
    }
    injector.schedule(fault.time, scenario::Resume{fault.nodes});
    return {};
  }

  Refusal apply(const scenario::Resume& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) cluster.registry().resume();
      if (const auto* person = std::get_if<PersonId>(&node)) cluster.person(*person).resume();
    }
    return {};
  }

  static Refusal why_not(const scenario::Partition& fault, bool /*talk*/) {
    return between(fault.left, fault.right);
  }
  Refusal apply(const scenario::Partition& fault) const {
    cut(fault.left, fault.right, fault.time, &LinkState::cuts);
    cut(fault.right, fault.left, fault.time, &LinkState::cuts);
    return {};
  }

  static Refusal why_not(const scenario::CutOneWay& fault, bool /*talk*/) {
    return between(fault.from, fault.to);
  }
  Refusal apply(const scenario::CutOneWay& fault) const {
    cut(fault.from, fault.to, fault.time, &LinkState::cuts);
    return {};
  }

  static Refusal why_not(const scenario::Clog& fault, bool /*talk*/) { return between(fault.from, fault.to); }
  Refusal apply(const scenario::Clog& fault) const {
    cut(fault.from, fault.to, fault.time, &LinkState::clogs);
    return {};
  }

  Refusal apply(const scenario::Heal& /*fault*/) const {
    injector.heal();
    return {};
  }

  static Refusal why_not(const scenario::LinkFault& fault, bool talk) {
    if (fault.kind == scenario::LinkFaultKind::kSlowing)
      return "the bytes per second of loopback cannot be bounded";
    const bool streams = fault.kind == scenario::LinkFaultKind::kFragmenting;
    return streams && fault.paths.everywhere() ? Refusal() : on(fault.paths, talk);
  }
  Refusal apply(const scenario::LinkFault& fault) const {
    scenario::LinkValue value = fault.value;
    if (fault.kind == scenario::LinkFaultKind::kFragmenting) value.amount = 1;
    for_each_link(cluster, fault.paths, [&](LinkState& link) { change(link, fault.kind, value); });
    if (!fault.time) return {};
    cluster.delays().after(*fault.time, [&to_end = cluster, paths = fault.paths, kind = fault.kind] {
      for_each_link(to_end, paths, [&](LinkState& link) { change(link, kind, {}); });
    });
    return {};
  }
  Refusal apply(const scenario::Stop& fault) const {
    for_each_link(cluster, {}, {}, [&](LinkState& link) { change(link, fault.what, {}); });
    return {};
  }

  Refusal apply(const scenario::BreakConnection& fault) const {
    for_each_proxy(cluster, fault.nodes, [](LinkProxy& proxy) { proxy.abort_connections(); });
    return {};
  }
  Refusal apply(const scenario::HalfClose& fault) const {
    for_each_proxy(cluster, fault.nodes, [](LinkProxy& proxy) { proxy.half_close_connections(); });
    return {};
  }

  Refusal apply(const scenario::NewKey& /*fault*/) const {
    if (cluster.registry().running()) return "a registry that runs keeps its key; crash it before";
    cluster.registry().forget_key();
    return {};
  }

  static Refusal why_not(const scenario::DiskFails& fault, bool /*talk*/) {
    const bool writes =
        fault.what == scenario::DiskFailure::kFull || fault.what == scenario::DiskFailure::kWritesFail;
    return writes ? Refusal() : Refusal("this machine's disk reads and syncs as it should");
  }
  Refusal apply(const scenario::DiskFails& fault) const {
    cluster.registry().fill_disk();
    injector.schedule(fault.time, scenario::DiskWorks{});
    return {};
  }
  Refusal apply(const scenario::DiskWorks& /*fault*/) const {
    cluster.registry().empty_disk();
    return {};
  }

 private:
  void cut(const Nodes& from, const Nodes& to, const scenario::ForTime& time,
           unsigned LinkState::*count) const {
    for_each_link(cluster, from, to, [&](LinkState& link) { ++(link.*count); });
    injector.add_undo(
        [&to_undo = cluster, from, to, count] {
          for_each_link(to_undo, from, to, [&](LinkState& link) { --(link.*count); });
        },
        time);
  }
};

Refusal RealFaultInjector::inject(const scenario::Fault& fault) {
  if (Refusal refused = why_infeasible(fault, false)) return refused;
  return std::visit([faults = Faults{*this, cluster_}](const auto& each) { return faults.apply(each); },
                    fault);
}

Refusal RealFaultInjector::why_infeasible(const scenario::Fault& fault, bool talk) {
  return std::visit([talk](const auto& each) { return Faults::why_not(each, talk); }, fault);
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
