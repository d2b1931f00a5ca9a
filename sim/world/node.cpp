#include "sim/world/node.hpp"

#include <array>
#include <cstdio>

#include "base/check.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;
constexpr std::size_t kDatagramOverhead = 512;  // As a kernel counts what it keeps beside the bytes.

}  // namespace

Node::Node(World& world, NodeId id, std::string name) : NodePorts(world, id), name_(std::move(name)) {}

Node::~Node() = default;

void Node::power_on() {
  PARLEY_CHECK(!running());
  world().note(TraceKind::kStarted, id(), id());
  if (!gone_) return;
  gone_ = false;
  world().streams().reset_after_return(id());
  world().streams().retry_stalled();
}

void Node::exit() { world().push(Duration::zero(), event_for(EventKind::kExit)); }

void Node::crash() { end_abruptly(TraceKind::kCrashed); }

void Node::vanish() { end_abruptly(TraceKind::kVanished); }

void Node::lose_power() {
  end_abruptly(TraceKind::kPowerLost);
  if (has_disk()) disk().lose_power();
}

void Node::end_abruptly(TraceKind how) {
  PARLEY_CHECK(!world().in_turn());
  world().note(how, id(), id());
  if (how == TraceKind::kVanished) {
    gone_ = true;
    world().streams().silence_all(id());
  } else {
    world().streams().reset_all(id(), true);
  }
  world().datagrams().close_all(id());
  crash_store();
  program_.reset();
  forget_program();
}

void Node::end_in_order(const Event& event) {
  if (event.a != incarnation()) return;
  world().note(TraceKind::kEnded, id(), id());
  program_.reset();
  world().streams().reset_all(id(), false);
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
  parked_bytes_ = 0;
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
  parked_bytes_ = 0;
  if (missed_wake_ != Instant::max()) clock().wake_at(clock().now());
  missed_wake_ = Instant::max();
}

bool Node::parks_if_paused(const Event& event) {
  if (!paused_) return false;
  if (event.kind == EventKind::kWake) {
    missed_wake_ = world().now();
  } else {
    park(event);
  }
  return true;
}

void Node::park(const Event& event) {
  ++world().faults().parked;
  const bool is_datagram = event.kind == EventKind::kDatagram || event.kind == EventKind::kMember;
  const std::size_t bytes = is_datagram ? event.payload->size + kDatagramOverhead : 0;
  if (parked_bytes_ + bytes <= kBufferBytes) {
    parked_bytes_ += bytes;
    return parked_.push_back(event);
  }
  const NodeId from{event.c};
  if (event.kind == EventKind::kMember) {
    world().note_member_loss(DropReason::kBuffer, id(), from, *event.payload, event.to_port);
  } else {
    const Payload& payload = *event.payload;
    world().note_loss(DropReason::kBuffer, id(), from, payload.bytes(), event.to_port, payload.sent);
  }
  world().payloads().release(event.payload);
}

void Node::set_clock_rate(std::int32_t parts_per_million) {
  world().note(TraceKind::kNetwork, id(), id(), "clock " + std::to_string(parts_per_million) + " ppm");
  clock().set_rate(parts_per_million);
}

void Node::wake() {
  if (clock().drifts()) ++world().faults().drifted_wakes;
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
