#include "sim/play/link_conditions.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::uint32_t kHeaderBytes = 28;   ///< Of a datagram, which LinkTraits::mtu counts.
constexpr std::uint32_t kFragmentBytes = 7;  ///< Short enough to part every message.
constexpr std::uint32_t kPermilleOfPercent = 10;

/// How many times its mean the longest latency is, for each shape; the tail's is what one in a thousand has.
int longest_over_mean(Spread spread) {
  switch (spread) {
    case Spread::kEvenly:
      return 2;
    case Spread::kLongTail:
      return 100;
    case Spread::kMostlyShort:
      break;
  }
  return 6;
}

LatencyShape shape_of(Spread spread) {
  switch (spread) {
    case Spread::kEvenly:
      return LatencyShape::kUniform;
    case Spread::kLongTail:
      return LatencyShape::kHeavyTail;
    case Spread::kMostlyShort:
      break;
  }
  return LatencyShape::kExponential;
}

struct Applier {
  LinkTraits& traits;

  void operator()(const LoseDatagrams& f) const { traits.loss_permille = f.percent * kPermilleOfPercent; }
  void operator()(const RepeatDatagrams& f) const {
    traits.duplicate_permille = f.percent * kPermilleOfPercent;
  }
  void operator()(const ReorderDatagrams& f) const {
    traits.reorder_permille = f.percent * kPermilleOfPercent;
    traits.reorder_by = f.by;
  }
  void operator()(const Latency& f) const {
    traits.latency_min = f.least;
    traits.latency_spread = (f.most - f.least) / longest_over_mean(f.spread);
    traits.latency_shape = shape_of(f.spread);
  }
  void operator()(const SlowPackets& f) const {
    constexpr std::size_t kKib = 1024;
    traits.bytes_per_second = static_cast<std::uint32_t>(f.kib_per_second * kKib);
    if (f.queue_kib > 0) traits.queue_bytes = static_cast<std::uint32_t>(f.queue_kib * kKib);
  }
  void operator()(const LimitDatagrams& f) const {
    traits.mtu = static_cast<std::uint32_t>(f.bytes) + kHeaderBytes;
  }
  void operator()(const FragmentStreams& /*f*/) const { traits.fragment_bytes = kFragmentBytes; }
};

struct KindOf {
  LinkFaultKind operator()(const LoseDatagrams& /*f*/) const { return LinkFaultKind::kLosing; }
  LinkFaultKind operator()(const RepeatDatagrams& /*f*/) const { return LinkFaultKind::kRepeating; }
  LinkFaultKind operator()(const ReorderDatagrams& /*f*/) const { return LinkFaultKind::kReordering; }
  LinkFaultKind operator()(const Latency& /*f*/) const { return LinkFaultKind::kDelaying; }
  LinkFaultKind operator()(const SlowPackets& /*f*/) const { return LinkFaultKind::kSlowing; }
  LinkFaultKind operator()(const LimitDatagrams& /*f*/) const { return LinkFaultKind::kLimiting; }
  LinkFaultKind operator()(const FragmentStreams& /*f*/) const { return LinkFaultKind::kFragmenting; }
};

}  // namespace

LinkConditions::LinkConditions(SimCluster& cluster)
    : cluster_(cluster), default_traits_(cluster.world().links().traits()) {}

LinkFaultKind LinkConditions::kind_of(const LinkFault& fault) { return std::visit(KindOf{}, fault); }

std::uint64_t LinkConditions::add(LinkFault fault) {
  ActiveFault active{std::move(fault), true, {}};
  active.paths = paths_of(active.fault);
  active.everywhere = std::visit([](const auto& f) { return f.paths.everywhere(); }, active.fault);
  active_.emplace(++last_, std::move(active));
  apply();
  return last_;
}

void LinkConditions::remove(std::uint64_t number) {
  active_.erase(number);
  apply();
}

std::set<LinkConditions::Path> LinkConditions::paths_of(const LinkFault& fault) const {
  const Paths& paths = std::visit([](const auto& f) -> const Paths& { return f.paths; }, fault);
  std::set<Path> all;
  for (const NodeRef& from : paths.from) {
    for (const NodeRef& to : paths.to) {
      if (from != to) all.insert({cluster_.node(from).id(), cluster_.node(to).id()});
    }
  }
  return all;
}

/// Of one path; of all those that no fault names, where there is none.
LinkTraits LinkConditions::traits_of(const Path* path) const {
  LinkTraits traits = default_traits_;
  for (const auto& [number, active] : active_) {
    const bool concerned = active.everywhere || (path != nullptr && active.paths.contains(*path));
    if (concerned) std::visit(Applier{traits}, active.fault);
  }
  return traits;
}

void LinkConditions::apply() {
  World& world = cluster_.world();
  world.links().traits() = traits_of(nullptr);
  std::set<Path> own;
  for (const auto& [number, active] : active_) own.insert(active.paths.begin(), active.paths.end());
  for (const Path& path : overridden_) {
    if (!own.contains(path)) world.clear_link(path.first, path.second);
  }
  for (const Path& path : own) world.set_link(path.first, path.second, traits_of(&path));
  overridden_ = std::move(own);
}

}  // namespace parley::sim::scenario
