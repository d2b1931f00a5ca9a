#include "sim/world/sim_clock.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr Duration kFarthestAlarm = std::chrono::hours(24 * 365 * 100);

/// What the clock goes on by while the world goes on by `passed`. Never falls as `passed` rises.
constexpr std::int64_t shown(std::int64_t passed, std::int64_t rate) {
  const std::int64_t pace = kMillion + rate;
  return passed / kMillion * pace + passed % kMillion * pace / kMillion;
}

/// The least time that has to pass in the world until the clock has gone on by `wanted`.
constexpr std::int64_t needed(std::int64_t wanted, std::int64_t rate) {
  const std::int64_t pace = kMillion + rate;
  // Close to it; then the few steps that are left.
  std::int64_t passed = wanted / pace * kMillion + wanted % pace * kMillion / pace;
  while (passed > 0 && shown(passed - 1, rate) >= wanted) --passed;
  while (shown(passed, rate) < wanted) ++passed;
  return passed;
}
static_assert(needed(1'000'100, 100) == 1'000'000 && needed(1'000'000, 0) == 1'000'000);

}  // namespace

/// The clock showed `shown_since` at the world's `since`.
struct SimClock::Drift {
  Instant since;
  Instant shown_since;
  Instant alarm = Instant::max();  ///< By this clock.
  std::int64_t rate = 0;
};

SimClock::SimClock(World& world, NodeId node) : world_(world), node_(node) {}

SimClock::~SimClock() = default;

Instant SimClock::now() const {
  if (!drift_) return world_.now();
  return drift_->shown_since + Duration(shown((world_.now() - drift_->since).count(), drift_->rate));
}

void SimClock::wake_at(Instant when) {
  if (!drift_) return world_.queue().set_alarm(node_, std::max(when, world_.now()));
  drift_->alarm = when;
  const Instant reached = std::clamp(when, now(), now() + kFarthestAlarm);
  const Duration wanted = reached - drift_->shown_since;
  world_.queue().set_alarm(node_, drift_->since + Duration(needed(wanted.count(), drift_->rate)));
}

void SimClock::cancel_wake() { world_.queue().cancel_alarm(node_); }

void SimClock::set_rate(std::int32_t parts_per_million) {
  PARLEY_CHECK(parts_per_million >= -kMillion / 2 && parts_per_million <= kMillion / 2);
  const AlarmHeap& alarms = world_.queue().alarms();
  const bool is_set = alarms.is_set(node_);
  if (!drift_) drift_ = std::make_unique<Drift>(Drift{world_.now(), world_.now(), alarms.when(node_)});
  drift_->shown_since = now();
  drift_->since = world_.now();
  drift_->rate = parts_per_million;
  if (is_set) wake_at(drift_->alarm);
}

}  // namespace parley::sim
