#pragma once

#include "base/time.hpp"

namespace parley {

/// Receives the one wake-up that a node's clock holds for it.
class WakeHandler {
 public:
  virtual void on_wake() = 0;

 protected:
  ~WakeHandler() = default;
};

/// The time of one node, and its alarm. Components do not use the alarm by themselves: they arm Timers
/// on the node's TimerQueue, which is the clock's only WakeHandler.
class Clock {
 public:
  virtual ~Clock() = default;

  /// The time at which the present turn of the loop began: it stands still while one input is handled.
  virtual Instant now() const = 0;

  /// Called once, by the TimerQueue, before wake_at(). The handler outlives the clock's last wake-up or
  /// is taken away with nullptr.
  virtual void set_wake_handler(WakeHandler* handler) = 0;

  /// Calls on_wake() in a turn of its own once now() >= `when`; replaces an earlier call's moment. A
  /// moment that has passed means the next turn. What had arrived by then at the node's sockets is handed
  /// over first. Never calls back from within.
  virtual void wake_at(Instant when) = 0;

  /// Takes back wake_at(). Afterwards on_wake() does not come.
  virtual void cancel_wake() = 0;
};

}  // namespace parley
