#pragma once

#include <deque>
#include <functional>
#include <utility>

#include "ports/clock.hpp"

namespace parley::registry::test {

/// Outcomes that wait for a turn of their own, first come first served.
class TurnQueue {
 public:
  void later(std::function<void()> turn) { waiting_.push_back(std::move(turn)); }
  bool step() {
    if (waiting_.empty()) return false;
    const auto turn = std::move(waiting_.front());
    waiting_.pop_front();
    turn();
    return true;
  }

 private:
  std::deque<std::function<void()>> waiting_;
};

/// A clock that moves when the test says so.
class ManualClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void set_wake_handler(WakeHandler* handler) override { handler_ = handler; }
  void wake_at(Instant when) override {
    wake_ = when;
    armed_ = true;
  }
  void cancel_wake() override { armed_ = false; }

  /// Moves on to the alarm, should it ring by `end`.
  bool ring(Instant end) {
    if (!armed_ || wake_ > end) return false;
    armed_ = false;
    if (wake_ > now_) now_ = wake_;
    handler_->on_wake();
    return true;
  }
  void move_to(Instant when) { now_ = when; }

  void pass(Duration time) {
    const Instant end = now_ + time;
    while (ring(end)) continue;
    now_ = end;
  }

 private:
  Instant now_{};
  Instant wake_{};
  bool armed_ = false;
  WakeHandler* handler_ = nullptr;
};

}  // namespace parley::registry::test
