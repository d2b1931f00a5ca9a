#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "sim/world/event.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

/// What waits on clogged ways, each way's in the order in which it was sent.
class HeldPackets {
 public:
  void hold(NodeId from, NodeId to, const Event& event) { held_[{from, to}].push_back(event); }

  /// All that waited on the way, first in first.
  std::vector<Event> take(NodeId from, NodeId to) {
    const auto found = held_.find({from, to});
    if (found == held_.end()) return {};
    std::vector<Event> events = std::move(found->second);
    held_.erase(found);
    return events;
  }

 private:
  std::map<std::pair<NodeId, NodeId>, std::vector<Event>> held_;
};

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
