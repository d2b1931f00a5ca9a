#pragma once

#include "ports/clock.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

class World;

/// A node's clock: the world's time.
class SimClock final : public Clock {
 public:
  SimClock(World& world, NodeId node) : world_(world), node_(node) {}

  Instant now() const override;
  void set_wake_handler(WakeHandler* handler) override { handler_ = handler; }
  void wake_at(Instant when) override;
  void cancel_wake() override;

  void wake() const {
    if (handler_ != nullptr) handler_->on_wake();
  }
  void reset() { handler_ = nullptr; }

 private:
  World& world_;
  NodeId node_;
  WakeHandler* handler_ = nullptr;
};

}  // namespace parley::sim
