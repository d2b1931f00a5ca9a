#include "sim/scenario/weather.hpp"

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

struct TroubleOf {
  Trouble operator()(const LoseDatagrams& /*f*/) const { return Trouble::kLosing; }
  Trouble operator()(const RepeatDatagrams& /*f*/) const { return Trouble::kRepeating; }
  Trouble operator()(const ReorderDatagrams& /*f*/) const { return Trouble::kReordering; }
  Trouble operator()(const Latency& /*f*/) const { return Trouble::kDelaying; }
  Trouble operator()(const SlowPackets& /*f*/) const { return Trouble::kSlowing; }
  Trouble operator()(const LimitDatagrams& /*f*/) const { return Trouble::kLimiting; }
  Trouble operator()(const FragmentStreams& /*f*/) const { return Trouble::kFragmenting; }
};

}  // namespace

Weather::Weather(Stage& stage) : stage_(stage), fair_(stage.world().links().traits()) {}

Trouble Weather::trouble_of(const Sentence& sentence) { return std::visit(TroubleOf{}, sentence); }

std::uint64_t Weather::add(Sentence sentence) {
  Force force{std::move(sentence), true, {}};
  force.ways = ways_of(force.sentence);
  force.everywhere = std::visit([](const auto& f) { return f.ways.everywhere(); }, force.sentence);
  in_force_.emplace(++last_, std::move(force));
  apply();
  return last_;
}

void Weather::remove(std::uint64_t number) {
  in_force_.erase(number);
  apply();
}

std::set<Weather::Way> Weather::ways_of(const Sentence& sentence) const {
  const Ways& ways = std::visit([](const auto& f) -> const Ways& { return f.ways; }, sentence);
  std::set<Way> all;
  for (const NodeRef& from : ways.from) {
    for (const NodeRef& to : ways.to) {
      if (from != to) all.insert({stage_.node(from).id(), stage_.node(to).id()});
    }
  }
  return all;
}

/// Of one way; of all those that no sentence names, where there is none.
LinkTraits Weather::traits_of(const Way* way) const {
  LinkTraits traits = fair_;
  for (const auto& [number, force] : in_force_) {
    const bool concerned = force.everywhere || (way != nullptr && force.ways.contains(*way));
    if (concerned) std::visit(Applier{traits}, force.sentence);
  }
  return traits;
}

void Weather::apply() {
  World& world = stage_.world();
  world.links().traits() = traits_of(nullptr);
  std::set<Way> own;
  for (const auto& [number, force] : in_force_) own.insert(force.ways.begin(), force.ways.end());
  for (const Way& way : own_ways_) {
    if (!own.contains(way)) world.clear_way(way.first, way.second);
  }
  for (const Way& way : own) world.set_way(way.first, way.second, traits_of(&way));
  own_ways_ = std::move(own);
}

}  // namespace parley::sim::scenario
