#include "sim/world/sim_clock.hpp"

#include <algorithm>

#include "sim/world/world.hpp"

namespace parley::sim {

Instant SimClock::now() const { return world_.now(); }

void SimClock::wake_at(Instant when) { world_.queue().set_alarm(node_, std::max(when, world_.now())); }

void SimClock::cancel_wake() { world_.queue().cancel_alarm(node_); }

}  // namespace parley::sim
