#pragma once

#include <functional>
#include <memory>

#include "base/time.hpp"

namespace parley::adapters {

class EventLoop;

/// A time limit of an adapter: calls back once, in a turn of its own, unless it is destroyed first. (The
/// core's timers stand on the Clock instead.)
class Delay {
 public:
  Delay(EventLoop& loop, Duration length, std::function<void()> on_end);
  ~Delay();
  Delay(const Delay&) = delete;
  Delay& operator=(const Delay&) = delete;

 private:
  struct Alarm;
  std::shared_ptr<Alarm> alarm_;  ///< The wait knows by it whether we still stand.
};

}  // namespace parley::adapters
