#include <array>

#include "sim/generate/scenario_draft.hpp"

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;
using namespace scenario;  // The faults of the language: that is what this file is made of.

constexpr Duration kLongest = 25s;

/// Draws the faults of each family. Each of them ends by itself.
class FaultGenerator {
 public:
  explicit FaultGenerator(ScenarioDraft& draft) : draft_(draft), draw_(draft.draw) {}

  void draw_all() {
    for (std::size_t i = 0; i < kFaultFamilies; ++i) {
      const auto family = static_cast<FaultFamily>(i);
      for (std::uint32_t left = draft_.config.of(family); left > 0; --left) {
        if (draw_.chance(700)) draw_one(family);
      }
    }
  }

 private:
  void draw_one(FaultFamily family) {
    if (family <= FaultFamily::kFragments) return draw_way(family);
    if (family <= FaultFamily::kClogs) return draw_cut(family);
    draw_machine(family);
  }

  void draw_way(FaultFamily family) {
    switch (family) {
      case FaultFamily::kLoss:
        return strike(link_fault(LinkFaultKind::kLosing, {.amount = percent()}));
      case FaultFamily::kRepetition:
        return strike(link_fault(LinkFaultKind::kRepeating, {.amount = percent()}));
      case FaultFamily::kDisorder:
        return strike(link_fault(LinkFaultKind::kReordering, reordering()));
      case FaultFamily::kLatency:
        return strike(link_fault(LinkFaultKind::kDelaying, latency()));
      case FaultFamily::kNarrowWays:
        return strike(link_fault(LinkFaultKind::kSlowing, speed()));
      case FaultFamily::kShortPackets:
        return strike(link_fault(LinkFaultKind::kLimiting, {.amount = draw_.between(1, 200)}));
      default:
        return strike(link_fault(LinkFaultKind::kFragmenting, {}));
    }
  }

  void draw_cut(FaultFamily family) {
    auto [left, right] = draft_.two_sides();
    if (family == FaultFamily::kPartitions) return strike(Partition{left, right, time()});
    if (family == FaultFamily::kOneWayCuts) return strike(CutOneWay{left, right, time()});
    strike(Clog{left, right, time()});
  }

  void draw_machine(FaultFamily family) {
    switch (family) {
      case FaultFamily::kDeafness:
        return strike(Deaf{{draft_.some_person()}, time()});
      case FaultFamily::kRegistryCrash:
        return strike(Crash{{TheRegistry{}}, time()});
      case FaultFamily::kRegistryStop:
        return strike(StopRegistry{time()});
      case FaultFamily::kPowerLoss:
        return strike(LosePower{{TheRegistry{}}, time()});
      case FaultFamily::kPauses:
        if (draw_.chance(300)) strike(Pause{{TheRegistry{}}, time()});
        return;
      case FaultFamily::kDrift:
        return strike(ClockRate{draft_.some_nodes(), drift(), time()});
      case FaultFamily::kDisk:
        return strike(DiskFails{disk_trouble(), time()});
      case FaultFamily::kNewKey:
        return draw_new_key();
      default:
        return;  // Those that befall one person are part of that person's life.
    }
  }

  /// A registry installed anew, which whoever connects from then on sees. A rare thing: it ends the play for
  /// those who know the old key.
  void draw_new_key() {
    if (!draw_.chance(100)) return;
    const Duration at = draw_.time_until(draft_.config.span);
    draft_.at(at, Fault(NewKey{}));
    draft_.at(at, Fault(Crash{{TheRegistry{}}, draw_.length(10ms, 3s)}));
  }

  void strike(Fault fault) { draft_.at(draw_.time_until(draft_.config.span), std::move(fault)); }

  Duration time() { return draw_.telling_length(kLongest); }
  std::uint8_t percent() {
    return static_cast<std::uint8_t>(draw_.chance(200) ? 100 : draw_.between(1, 100));
  }

  Paths paths() {
    if (draw_.chance(500)) return {};
    auto [from, to] = draft_.two_sides();
    return {std::move(from), std::move(to)};
  }

  /// The value is drawn before the paths and the time.
  LinkFault link_fault(LinkFaultKind kind, const LinkValue& value) {
    return LinkFault{kind, value, paths(), time()};
  }

  LinkValue reordering() {
    LinkValue value{.amount = percent()};
    value.most = draw_.length(5ms, 2s);
    return value;
  }

  LinkValue speed() {
    const std::uint64_t kib_per_second = draw_.between(1, 20);
    return {.amount = kib_per_second, .queue_kib = draw_.below(64)};
  }

  LinkValue latency() {
    static const std::vector<Spread> kSpreads = {Spread::kMostlyShort, Spread::kEvenly, Spread::kLongTail};
    const Duration least = draw_.length(1ms, 1s);
    const Duration most = least + draw_.length(1ms, 2s);
    return {.least = least, .most = most, .spread = draw_.pick(kSpreads)};
  }

  /// Up to some percent either way: clocks are never so wrong in life, time-outs must hold all the same.
  std::int32_t drift() {
    const auto ppm = static_cast<std::int32_t>(draw_.between(100, 40'000));
    return draw_.chance(500) ? ppm : -ppm;
  }

  DiskFailure disk_trouble() {
    static const std::vector<DiskFailure> kTroubles = {DiskFailure::kFull, DiskFailure::kReadsFail,
                                                       DiskFailure::kWritesFail, DiskFailure::kSyncsFail};
    return draw_.pick(kTroubles);
  }

  ScenarioDraft& draft_;
  Draw& draw_;
};

}  // namespace

void draw_faults_meanwhile(ScenarioDraft& draft) { FaultGenerator(draft).draw_all(); }

}  // namespace parley::sim::explore
