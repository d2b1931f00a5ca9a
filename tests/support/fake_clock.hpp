#pragma once

#include <optional>

#include "base/check.hpp"
#include "ports/clock.hpp"

namespace parley {

/// A clock that moves when the test moves it. advance() rings each alarm at its own moment, as an idle
/// node's clock does; jump_to() rings it late, as a busy node's clock does.
class FakeClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void set_wake_handler(WakeHandler* handler) override { handler_ = handler; }
  void wake_at(Instant when) override { alarm_ = when; }
  void cancel_wake() override { alarm_.reset(); }

  void advance(Duration length) {
    const Instant end = now_ + length;
    for (int rings = 0; ring_by(end); ++rings) PARLEY_CHECK(rings < kMostRings);
    now_ = end;
  }
  /// Moves on to the alarm and rings it, where it is due by `end`.
  bool ring_by(Instant end) {
    if (!alarm_ || *alarm_ > end) return false;
    if (*alarm_ > now_) now_ = *alarm_;
    ring();
    return true;
  }
  /// Moves the time in one step, before any alarm can ring.
  void move_to(Instant when) { now_ = when; }
  /// The same, then gives one turn where the alarm is due.
  void jump_to(Instant when) {
    move_to(when);
    if (alarm_ && *alarm_ <= now_) ring();
  }
  /// Gives a turn that the alarm did not ask for.
  void wake_too_early() { handler_->on_wake(); }

  bool armed() const { return alarm_.has_value(); }
  std::optional<Instant> alarm() const { return alarm_; }
  WakeHandler* handler() const { return handler_; }

 private:
  void ring() {
    alarm_.reset();
    handler_->on_wake();
  }

  static constexpr int kMostRings = 1'000'000;  ///< Of one advance(): more are a loop without end.

  Instant now_{};
  std::optional<Instant> alarm_;
  WakeHandler* handler_ = nullptr;
};

}  // namespace parley
