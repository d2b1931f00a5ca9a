#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "ports/clock.hpp"

namespace parley {

class Timer;

/// All timers of one node over its Clock's one alarm. Timers that are due in the same turn expire in the
/// order (deadline, order of arming), so the order is the same in every world and on every tape.
class TimerQueue final : private WakeHandler {
 public:
  explicit TimerQueue(Clock& clock);
  ~TimerQueue();  ///< Every Timer is gone before its queue.
  TimerQueue(const TimerQueue&) = delete;
  TimerQueue& operator=(const TimerQueue&) = delete;

  Instant now() const { return clock_.now(); }
  std::size_t armed_count() const { return heap_.size(); }

 private:
  friend class Timer;

  void arm(Timer& timer, Instant deadline);
  void disarm(Timer& timer);
  void on_wake() override;
  void set_alarm();
  void place(std::size_t index, Timer* timer);
  void sift_up(std::size_t index);
  void sift_down(std::size_t index);

  Clock& clock_;
  std::vector<Timer*> heap_;  ///< A binary heap by (deadline, sequence).
  std::uint64_t next_sequence_ = 0;
  bool expiring_ = false;
};

/// Calls back once at its deadline; arming it anew moves the deadline. Cancelled by its destructor, also
/// from within its own callback.
class Timer {
 public:
  Timer(TimerQueue& queue, std::function<void()> on_expiry);
  ~Timer() { cancel(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void expire_at(Instant deadline) { queue_.arm(*this, deadline); }
  void expire_after(Duration delay) { expire_at(queue_.now() + delay); }
  void cancel();
  bool armed() const { return index_ != kIdle; }
  Instant deadline() const { return deadline_; }  ///< Meaningful while armed(), and in its callback.

 private:
  friend class TimerQueue;
  static constexpr std::size_t kIdle = static_cast<std::size_t>(-1);

  TimerQueue& queue_;
  std::function<void()> on_expiry_;
  Instant deadline_{};
  std::uint64_t sequence_ = 0;
  std::size_t index_ = kIdle;
};

}  // namespace parley
