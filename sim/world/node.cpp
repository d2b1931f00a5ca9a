#include "sim/world/node.hpp"

#include <array>
#include <cstdio>

#include "base/check.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

Node::Node(World& world, NodeId id, std::string name) : NodePorts(world, id), name_(std::move(name)) {}

Node::~Node() = default;

void Node::power_on() {
  PARLEY_CHECK(!running());
  world().note(TraceKind::kStarted, id(), id());
  if (!gone_) return;
  gone_ = false;
  world().streams().answer_late(id());
  world().streams().retry_stalled();
}

void Node::exit() { world().push(Duration::zero(), event_for(EventKind::kExit)); }

void Node::crash() { tear_away(TraceKind::kCrashed); }

void Node::vanish() { tear_away(TraceKind::kVanished); }

void Node::lose_power() {
  tear_away(TraceKind::kPowerLost);
  if (has_disk()) disk().lose_power();
}

void Node::tear_away(TraceKind how) {
  PARLEY_CHECK(!world().in_turn());
  world().note(how, id(), id());
  if (how == TraceKind::kCrashed) {
    world().streams().tear_all(id(), true);
  } else {
    gone_ = true;
    world().streams().silence_all(id());
  }
  world().datagrams().close_all(id());
  tear_store_away();
  program_.reset();
  forget_program();
}

void Node::end_in_order(const Event& event) {
  if (event.a != incarnation()) return;
  world().note(TraceKind::kEnded, id(), id());
  program_.reset();
  world().streams().tear_all(id(), false);
  world().datagrams().close_all(id());
  forget_program();
}

void Node::forget_program() {
  set_paused(false);
  missed_wake_ = Instant::max();
  for (const Event& event : parked_) {
    if (event.payload != nullptr) world().payloads().release(event.payload);
  }
  parked_.clear();
  begin_incarnation();
}

void Node::pause() {
  PARLEY_CHECK(!world().in_turn());
  world().note(TraceKind::kPaused, id(), id());
  set_paused(true);
}

void Node::set_paused(bool paused) {
  world().count_paused(static_cast<int>(paused) - static_cast<int>(paused_));
  paused_ = paused;
}

void Node::resume() {
  PARLEY_CHECK(!world().in_turn());
  world().note(TraceKind::kResumed, id(), id());
  set_paused(false);
  for (const Event& event : parked_) world().push(Duration::zero(), event);
  parked_.clear();
  if (missed_wake_ != Instant::max()) clock().wake_at(missed_wake_);
  missed_wake_ = Instant::max();
}

bool Node::parks(const Event& event) {
  if (!paused_) return false;
  if (event.kind == EventKind::kWake) {
    missed_wake_ = world().now();
  } else {
    parked_.push_back(event);
  }
  return true;
}

void Node::wake() {
  world().note(TraceKind::kWake, id(), id());
  clock().wake();
}

std::string Node::key_fingerprint() const {
  Random random(derive_seed(world().seed(), id(), Purpose::kIdentity, key_number_));
  std::string text = "SHA256:";
  for (int i = 0; i < 4; ++i) {
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(random.next()));
    text += digits.data();
  }
  return text;
}

}  // namespace parley::sim
