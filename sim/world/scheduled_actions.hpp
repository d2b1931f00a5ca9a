#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace parley::sim {

/// The scenario's steps that wait for their time, by slot. Only scenarios pay for a std::function.
class ScheduledActions {
 public:
  std::uint32_t keep(std::function<void()> action) {
    if (free_.empty()) {
      actions_.push_back(std::move(action));
      return static_cast<std::uint32_t>(actions_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    actions_[slot] = std::move(action);
    return slot;
  }

  std::function<void()> take(std::uint32_t slot) {
    free_.push_back(slot);
    return std::exchange(actions_[slot], nullptr);
  }

 private:
  std::vector<std::function<void()>> actions_;
  std::vector<std::uint32_t> free_;
};

}  // namespace parley::sim
