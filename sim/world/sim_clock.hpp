#pragma once

#include <cstdint>
#include <memory>

#include "ports/clock.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

class World;

/// A node's clock: the world's time, unless it drifts. A clock that runs fast or slow goes on from what it
/// showed, in whole numbers, so that it is the same in every build and never goes back.
class SimClock final : public Clock {
 public:
  SimClock(World& world, NodeId node);
  ~SimClock();
  SimClock(const SimClock&) = delete;
  SimClock& operator=(const SimClock&) = delete;

  Instant now() const override;
  void set_wake_handler(WakeHandler* handler) override { handler_ = handler; }
  void wake_at(Instant when) override;
  void cancel_wake() override;

  /// From here on it gains so many microseconds in each second of the world, or loses them. At most
  /// half of each. An alarm that is set goes off at the time that it was set for, by this clock.
  void set_rate(std::int32_t parts_per_million);
  bool drifts() const { return drift_ != nullptr; }

  void wake() const {
    if (handler_ != nullptr) handler_->on_wake();
  }
  void reset() { handler_ = nullptr; }

 private:
  struct Drift;

  World& world_;
  NodeId node_;
  WakeHandler* handler_ = nullptr;
  std::unique_ptr<Drift> drift_;  ///< None while it has never drifted: most never do.
};

}  // namespace parley::sim
