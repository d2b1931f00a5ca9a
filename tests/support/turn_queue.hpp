#pragma once

#include <deque>
#include <functional>
#include <utility>

namespace parley {

/// Outcomes that wait for a turn of their own, first come first served.
class TurnQueue {
 public:
  void later(std::function<void()> turn) { waiting_.push_back(std::move(turn)); }
  /// Gives the next one; false where none waits.
  bool step() {
    if (waiting_.empty()) return false;
    const auto turn = std::move(waiting_.front());
    waiting_.pop_front();
    turn();
    return true;
  }
  /// Until none waits.
  void settle() {
    while (step()) continue;
  }

 private:
  std::deque<std::function<void()>> waiting_;
};

}  // namespace parley
