#include <array>

#include "sim/explore/script.hpp"

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;
using namespace scenario;  // The faults of the language: that is what this file is made of.

constexpr Duration kLongest = 25s;

/// Draws the faults of each family. Each of them ends by itself.
class Troubles {
 public:
  explicit Troubles(Script& script) : script_(script), draw_(script.draw) {}

  void draw_all() {
    for (std::size_t i = 0; i < kFamilies; ++i) {
      const auto family = static_cast<Family>(i);
      for (std::uint32_t left = script_.plan.of(family); left > 0; --left) {
        if (draw_.chance(700)) draw_one(family);
      }
    }
  }

 private:
  void draw_one(Family family) {
    if (family <= Family::kFragments) return draw_way(family);
    if (family <= Family::kClogs) return draw_cut(family);
    draw_machine(family);
  }

  void draw_way(Family family) {
    switch (family) {
      case Family::kLoss:
        return strike(LoseDatagrams{percent(), ways(), time()});
      case Family::kRepetition:
        return strike(RepeatDatagrams{percent(), ways(), time()});
      case Family::kDisorder:
        return strike(ReorderDatagrams{percent(), draw_.length(5ms, 2s), ways(), time()});
      case Family::kLatency:
        return strike(latency());
      case Family::kNarrowWays:
        return strike(SlowPackets{draw_.between(1, 20), draw_.below(64), ways(), time()});
      case Family::kShortPackets:
        return strike(LimitDatagrams{draw_.between(1, 200), ways(), time()});
      default:
        return strike(FragmentStreams{ways(), time()});
    }
  }

  void draw_cut(Family family) {
    auto [left, right] = script_.two_sides();
    if (family == Family::kPartitions) return strike(Partition{left, right, time()});
    if (family == Family::kOneWayCuts) return strike(CutOneWay{left, right, time()});
    strike(Clog{left, right, time()});
  }

  void draw_machine(Family family) {
    switch (family) {
      case Family::kDeafness:
        return strike(Deaf{{script_.some_person()}, time()});
      case Family::kRegistryCrash:
        return strike(Crash{{TheRegistry{}}, time()});
      case Family::kRegistryStop:
        return strike(StopRegistry{time()});
      case Family::kPowerLoss:
        return strike(LosePower{{TheRegistry{}}, time()});
      case Family::kPauses:
        if (draw_.chance(300)) strike(Pause{{TheRegistry{}}, time()});
        return;
      case Family::kDrift:
        return strike(ClockRate{script_.some_nodes(), drift(), time()});
      case Family::kDisk:
        return strike(DiskFails{disk_trouble(), time()});
      case Family::kNewKey:
        return draw_new_key();
      default:
        return;  // Those that befall one person are part of that person's life.
    }
  }

  /// A registry installed anew, which whoever connects from then on sees. A rare thing: it ends the play for
  /// those who know the old key.
  void draw_new_key() {
    if (!draw_.chance(100)) return;
    const Duration at = draw_.time_until(script_.plan.span);
    script_.at(at, Fault(NewKey{}));
    script_.at(at, Fault(Crash{{TheRegistry{}}, draw_.length(10ms, 3s)}));
  }

  void strike(Fault fault) { script_.at(draw_.time_until(script_.plan.span), std::move(fault)); }

  Duration time() { return draw_.telling_length(kLongest); }
  std::uint8_t percent() {
    return static_cast<std::uint8_t>(draw_.chance(200) ? 100 : draw_.between(1, 100));
  }

  Ways ways() {
    if (draw_.chance(500)) return {};
    auto [from, to] = script_.two_sides();
    return {std::move(from), std::move(to)};
  }

  Latency latency() {
    static const std::vector<Spread> kSpreads = {Spread::kMostlyShort, Spread::kEvenly, Spread::kLongTail};
    const Duration least = draw_.length(1ms, 1s);
    return {least, least + draw_.length(1ms, 2s), draw_.pick(kSpreads), ways(), time()};
  }

  /// Up to some percent either way: clocks are never so wrong in life, time-outs must hold all the same.
  std::int32_t drift() {
    const auto ppm = static_cast<std::int32_t>(draw_.between(100, 40'000));
    return draw_.chance(500) ? ppm : -ppm;
  }

  DiskTrouble disk_trouble() {
    static const std::vector<DiskTrouble> kTroubles = {DiskTrouble::kFull, DiskTrouble::kReadsFail,
                                                       DiskTrouble::kWritesFail, DiskTrouble::kSyncsFail};
    return draw_.pick(kTroubles);
  }

  Script& script_;
  Draw& draw_;
};

}  // namespace

void draw_troubles(Script& script) { Troubles(script).draw_all(); }

}  // namespace parley::sim::explore
