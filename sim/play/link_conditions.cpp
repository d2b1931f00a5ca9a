#include "sim/play/link_conditions.hpp"

#include <array>

#include "sim/play/injection.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::uint32_t kHeaderBytes = 28;   ///< Of a datagram, which LinkTraits::mtu counts.
constexpr std::uint32_t kFragmentBytes = 7;  ///< Short enough to part every message.
constexpr std::uint32_t kPermilleOfPercent = 10;
constexpr std::size_t kKib = 1024;

std::uint32_t permille(const LinkValue& value) {
  return static_cast<std::uint32_t>(value.amount) * kPermilleOfPercent;
}

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

void reorder(LinkTraits& traits, const LinkValue& value) {
  traits.reorder_permille = permille(value);
  traits.reorder_by = value.most;
}

void delay(LinkTraits& traits, const LinkValue& value) {
  traits.latency_min = value.least;
  traits.latency_spread = (value.most - value.least) / longest_over_mean(value.spread);
  traits.latency_shape = shape_of(value.spread);
}

void slow(LinkTraits& traits, const LinkValue& value) {
  traits.bytes_per_second = static_cast<std::uint32_t>(value.amount * kKib);
  if (value.queue_kib > 0) traits.queue_bytes = static_cast<std::uint32_t>(value.queue_kib * kKib);
}

/// What a link fault does to the links, and how often any of its kind has hit.
struct LinkEffect {
  void (*apply)(LinkTraits& traits, const LinkValue& value);
  std::uint64_t (*hits)(const FaultCounts& counts);
};

/// By kind.
constexpr std::array<LinkEffect, kLinkFaultKinds> kEffects = {{
    {[](LinkTraits& traits, const LinkValue& value) { traits.loss_permille = permille(value); },
     [](const FaultCounts& counts) { return counts.of(DropReason::kRandom); }},
    {[](LinkTraits& traits, const LinkValue& value) { traits.duplicate_permille = permille(value); },
     [](const FaultCounts& counts) { return counts.repeated; }},
    {reorder, [](const FaultCounts& counts) { return counts.reordered; }},
    {delay, [](const FaultCounts& counts) { return counts.packets; }},
    {slow, [](const FaultCounts& counts) { return counts.slowed + counts.of(DropReason::kQueue); }},
    {[](LinkTraits& traits, const LinkValue& value) {
       traits.mtu = static_cast<std::uint32_t>(value.amount) + kHeaderBytes;
     },
     [](const FaultCounts& counts) { return counts.of(DropReason::kTooBig); }},
    {[](LinkTraits& traits, const LinkValue& /*value*/) { traits.fragment_bytes = kFragmentBytes; },
     [](const FaultCounts& counts) { return counts.fragmented; }},
}};

const LinkEffect& effect_of(LinkFaultKind kind) { return kEffects[static_cast<std::size_t>(kind)]; }

}  // namespace

LinkConditions::LinkConditions(SimCluster& cluster)
    : cluster_(cluster), default_traits_(cluster.world().links().traits()) {}

std::uint64_t LinkConditions::add(const LinkFault& fault) {
  active_.emplace(++last_, Condition{fault, paths_of(fault.paths)});
  apply();
  return last_;
}

void LinkConditions::remove(std::uint64_t number) {
  active_.erase(number);
  apply();
}

std::set<LinkConditions::Path> LinkConditions::paths_of(const Paths& paths) const {
  std::set<Path> all;
  for (const NodeRef& from : paths.from) {
    for (const NodeRef& to : paths.to) {
      if (from != to) all.insert({cluster_.node(from).id(), cluster_.node(to).id()});
    }
  }
  return all;
}

/// Of one path; without one, of all those that no fault names.
LinkTraits LinkConditions::traits_of(const Path* path) const {
  LinkTraits traits = default_traits_;
  for (const auto& [number, active] : active_) {
    const LinkFault& fault = active.fault;
    const bool concerned = fault.paths.everywhere() || (path != nullptr && active.paths.contains(*path));
    if (concerned) effect_of(fault.kind).apply(traits, fault.value);
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

bool apply(Injection& step, const LinkFault& fault) {
  if (syntax_of(fault.kind).share && fault.value.amount == 0) step.mark_hit();
  if (fault.kind == LinkFaultKind::kDelaying && !fault.paths.everywhere()) {
    step.measure([](const FaultCounts& counts) { return counts.on_own_link; });
  } else {
    step.measure(effect_of(fault.kind).hits);
  }
  const std::uint64_t number = step.link_conditions.add(fault);
  step.add_active(fault.time, {ActiveFault::Kind::kLink, std::nullopt, fault.kind,
                               [&links = step.link_conditions, number] { links.remove(number); }});
  return true;
}

bool apply(Injection& step, const Stop& fault) {
  step.mark_hit();
  return step.active.end_those([&](const ActiveFault& active) { return active.link_fault == fault.what; });
}

}  // namespace parley::sim::scenario
