#pragma once

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

}  // namespace parley::sim
