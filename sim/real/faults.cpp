#include "sim/real/faults.hpp"

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

/// Calls `act` for each way from one of `from` to one of `to`; both empty: for all ways there are.
template <class Act>
void for_each_way(Stage& stage, const Nodes& from, const Nodes& to, Act act) {
  if (from.empty() && to.empty()) {
    for (Lane& lane : stage.lanes()) {
      act(lane.out());
      act(lane.in());
    }
  }
  for (const NodeRef& sender : from) {
    for (const NodeRef& receiver : to) {
      if (is_registry(sender) == is_registry(receiver)) continue;
      act(is_registry(sender) ? stage.lane(receiver).in() : stage.lane(sender).out());
    }
  }
  for (Lane& lane : stage.lanes()) lane.kick();
}

template <class Act>
void for_each_way(Stage& stage, const scenario::Ways& ways, Act act) {
  for_each_way(stage, ways.from, ways.to, act);
}

/// Calls `act` with the lane of each; the registry's are all there are.
template <class Act>
void for_each_lane(Stage& stage, const Nodes& nodes, Act act) {
  for (const NodeRef& node : nodes) {
    if (!is_registry(node)) {
      act(stage.lane(node));
    } else {
      for (Lane& lane : stage.lanes()) act(lane);
    }
  }
}

void stop(Way& way, scenario::Trouble what) {
  const Way fine;
  switch (what) {
    case scenario::Trouble::kLosing:
      way.lost_percent = 0;
      return;
    case scenario::Trouble::kRepeating:
      way.repeated_percent = 0;
      return;
    case scenario::Trouble::kReordering:
      way.late_percent = 0;
      return;
    case scenario::Trouble::kDelaying:
      way.least_delay = way.most_delay = Duration::zero();
      return;
    case scenario::Trouble::kLimiting:
      way.longest_datagram = fine.longest_datagram;
      return;
    case scenario::Trouble::kFragmenting:
      way.fragments = false;
      return;
    case scenario::Trouble::kSlowing:
      return;
  }
}

}  // namespace

struct Faults::Striker {
  Faults& faults;
  Stage& stage;

  Refusal operator()(const scenario::Crash& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) stage.crash_registry();
      if (const auto* person = std::get_if<PersonId>(&node)) stage.seat(*person).crash();
      if (const auto* client = std::get_if<ClientId>(&node)) stage.caller(*client).crash();
    }
    faults.later(fault.time, scenario::Restart{fault.nodes});
    return {};
  }

  Refusal operator()(const scenario::StopRegistry& fault) const {
    stage.stop_registry();
    faults.later(fault.time, scenario::Restart{{scenario::TheRegistry{}}});
    return {};
  }

  Refusal operator()(const scenario::Restart& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) stage.registry().start();
      if (!is_registry(node)) stage.lane(node).come_back();
      if (const auto* person = std::get_if<PersonId>(&node)) stage.seat(*person).start(false);
    }
    return {};
  }

  Refusal operator()(const scenario::Vanish& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) return "the registry's machine is ours";
      stage.lane(node).vanish();
      if (const auto* person = std::get_if<PersonId>(&node)) stage.seat(*person).crash();
      if (const auto* client = std::get_if<ClientId>(&node)) stage.caller(*client).crash();
    }
    return {};
  }

  Refusal operator()(const scenario::Pause& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) stage.registry().pause();
      if (const auto* person = std::get_if<PersonId>(&node)) stage.seat(*person).pause();
    }
    faults.later(fault.time, scenario::Resume{fault.nodes});
    return {};
  }

  Refusal operator()(const scenario::Resume& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (is_registry(node)) stage.registry().resume();
      if (const auto* person = std::get_if<PersonId>(&node)) stage.seat(*person).resume();
    }
    return {};
  }

  Refusal operator()(const scenario::Partition& fault) const {
    cut(fault.left, fault.right, fault.time, &Way::cuts);
    cut(fault.right, fault.left, fault.time, &Way::cuts);
    return {};
  }
  Refusal operator()(const scenario::CutOneWay& fault) const {
    cut(fault.from, fault.to, fault.time, &Way::cuts);
    return {};
  }
  Refusal operator()(const scenario::Clog& fault) const {
    cut(fault.from, fault.to, fault.time, &Way::clogs);
    return {};
  }
  Refusal operator()(const scenario::Heal& /*fault*/) const {
    faults.heal();
    return {};
  }

  Refusal operator()(const scenario::LoseDatagrams& fault) const {
    return trouble(fault, scenario::Trouble::kLosing, [&](Way& way) { way.lost_percent = fault.percent; });
  }
  Refusal operator()(const scenario::RepeatDatagrams& fault) const {
    return trouble(fault, scenario::Trouble::kRepeating,
                   [&](Way& way) { way.repeated_percent = fault.percent; });
  }
  Refusal operator()(const scenario::ReorderDatagrams& fault) const {
    return trouble(fault, scenario::Trouble::kReordering, [&](Way& way) {
      way.late_percent = fault.percent;
      way.late_by = fault.by;
    });
  }
  Refusal operator()(const scenario::Latency& fault) const {
    return trouble(fault, scenario::Trouble::kDelaying, [&](Way& way) {
      way.least_delay = fault.least;
      way.most_delay = fault.most;
    });
  }
  Refusal operator()(const scenario::LimitDatagrams& fault) const {
    return trouble(fault, scenario::Trouble::kLimiting,
                   [&](Way& way) { way.longest_datagram = fault.bytes; });
  }
  Refusal operator()(const scenario::FragmentStreams& fault) const {
    return trouble(fault, scenario::Trouble::kFragmenting, [](Way& way) { way.fragments = true; });
  }
  Refusal operator()(const scenario::Stop& fault) const {
    for_each_way(stage, {}, {}, [&](Way& way) { stop(way, fault.what); });
    return {};
  }

  Refusal operator()(const scenario::BreakConnection& fault) const {
    for_each_lane(stage, fault.nodes, [](Lane& lane) { lane.tear_connections(); });
    return {};
  }
  Refusal operator()(const scenario::HalfClose& fault) const {
    for_each_lane(stage, fault.nodes, [](Lane& lane) { lane.half_close_connections(); });
    return {};
  }

  Refusal operator()(const scenario::NewKey& /*fault*/) const {
    if (stage.registry().running()) return "a registry that runs keeps its key; crash it before";
    stage.registry().forget_key();
    return {};
  }
  Refusal operator()(const scenario::DiskFails& fault) const {
    stage.registry().fill_disk();
    faults.later(fault.time, scenario::DiskWorks{});
    return {};
  }
  Refusal operator()(const scenario::DiskWorks& /*fault*/) const {
    stage.registry().empty_disk();
    return {};
  }

  // What why_not_makeable() always refuses, and the end of it.
  Refusal operator()(const scenario::LosePower& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::Move& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::Deaf& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::HearAgain& /*fault*/) const { return {}; }
  Refusal operator()(const scenario::ClockRate& /*fault*/) const { return "it cannot be made here"; }
  Refusal operator()(const scenario::SlowPackets& /*fault*/) const { return "it cannot be made here"; }

 private:
  void cut(const Nodes& from, const Nodes& to, const scenario::ForTime& time, unsigned Way::*count) const {
    for_each_way(stage, from, to, [&](Way& way) { ++(way.*count); });
    faults.remember([&to_mend = stage, from, to,
                     count] { for_each_way(to_mend, from, to, [&](Way& way) { --(way.*count); }); },
                    time);
  }

  template <class Fault, class Act>
  Refusal trouble(const Fault& fault, scenario::Trouble what, Act act) const {
    for_each_way(stage, fault.ways, act);
    if (!fault.time) return {};
    stage.delays().after(*fault.time, [&to_end = stage, ways = fault.ways, what] {
      for_each_way(to_end, ways, [&](Way& way) { stop(way, what); });
    });
    return {};
  }
};

Refusal Faults::strike(const scenario::Fault& fault) { return std::visit(Striker{*this, stage_}, fault); }

void Faults::remember(std::function<void()> mend, const scenario::ForTime& time) {
  const auto mending = std::make_shared<std::function<void()>>(std::move(mend));
  mendings_.push_back(mending);
  if (!time) return;
  stage_.delays().after(*time, [mending] {
    if (*mending) std::exchange(*mending, nullptr)();
  });
}

void Faults::heal() {
  for (const Mending& mending : std::exchange(mendings_, {})) {
    if (*mending) std::exchange(*mending, nullptr)();
  }
}

void Faults::later(const scenario::ForTime& time, const scenario::Fault& then) {
  if (time) stage_.delays().after(*time, [this, then] { strike(then); });
}

}  // namespace parley::sim::real
