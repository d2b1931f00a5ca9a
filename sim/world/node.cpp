#include "sim/world/node.hpp"

#include <array>
#include <cstdio>

#include "base/check.hpp"
#include "sim/world/sim_hasher.hpp"
#include "sim/world/sim_log_sink.hpp"
#include "sim/world/sim_pin_store.hpp"
#include "sim/world/sim_store.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

template <class T, class... Args>
T& made(std::unique_ptr<T>& port, Args&&... args) {
  if (!port) port = std::make_unique<T>(std::forward<Args>(args)...);
  return *port;
}

}  // namespace

Node::Node(World& world, NodeId id, std::string name)
    : world_(world),
      id_(id),
      clock_(world, id),
      luck_(derive_seed(world.seed(), id, Purpose::kNetwork)),
      name_(std::move(name)),
      network_(world, id),
      entropy_(derive_seed(world.seed(), id, Purpose::kEntropy)) {}

Node::~Node() = default;

Disk& Node::disk() { return made(disk_); }
SimTerminal& Node::terminal() { return made(terminal_, *this); }
SimPinStore& Node::pins() { return made(pins_); }
SimStore& Node::store() { return made(store_, *this); }
SimPasswordHasher& Node::hasher() { return made(hasher_, *this); }
void Node::renew_store() {
  store_.reset();
  ++store_number_;
}

void Node::renew_hasher() {
  hasher_.reset();
  ++hasher_number_;
}

SimLogSink& Node::log() { return made(log_); }

void Node::power_on() {
  PARLEY_CHECK(!running());
  world_.note(TraceKind::kStarted, id_, id_);
  if (!gone_) return;
  gone_ = false;
  world_.streams().answer_late(id_);
  world_.streams().retry_stalled();
}

void Node::exit() { world_.push(Duration::zero(), event_for(EventKind::kExit)); }

void Node::crash() { tear_away(TraceKind::kCrashed); }

void Node::vanish() { tear_away(TraceKind::kVanished); }

void Node::tear_away(TraceKind how) {
  PARLEY_CHECK(!world_.in_turn());
  world_.note(how, id_, id_);
  if (how == TraceKind::kVanished) {
    gone_ = true;
    world_.streams().silence_all(id_);
  } else {
    world_.streams().tear_all(id_, true);
  }
  world_.datagrams().close_all(id_);
  program_.reset();
  forget_program();
}

void Node::end_in_order() {
  world_.note(TraceKind::kEnded, id_, id_);
  program_.reset();
  world_.streams().tear_all(id_, false);
  world_.datagrams().close_all(id_);
  forget_program();
}

void Node::forget_program() {
  ++incarnation_;
  set_paused(false);
  missed_wake_ = Instant::max();
  for (const Event& event : parked_) {
    if (event.payload != nullptr) world_.payloads().release(event.payload);
  }
  parked_.clear();
  world_.queue().cancel_alarm(id_);
  clock_.reset();
  entropy_.reset(derive_seed(world_.seed(), id_, Purpose::kEntropy, incarnation_));
  if (terminal_) terminal_->end_program();
  renew_store();
  renew_hasher();
}

void Node::pause() {
  PARLEY_CHECK(!world_.in_turn());
  world_.note(TraceKind::kPaused, id_, id_);
  set_paused(true);
}

void Node::set_paused(bool paused) {
  world_.count_paused(static_cast<int>(paused) - static_cast<int>(paused_));
  paused_ = paused;
}

void Node::resume() {
  PARLEY_CHECK(!world_.in_turn());
  world_.note(TraceKind::kResumed, id_, id_);
  set_paused(false);
  for (const Event& event : parked_) world_.push(Duration::zero(), event);
  parked_.clear();
  if (missed_wake_ != Instant::max()) clock_.wake_at(missed_wake_);
  missed_wake_ = Instant::max();
}

bool Node::parks(const Event& event) {
  if (!paused_) return false;
  if (event.kind == EventKind::kWake) {
    missed_wake_ = world_.now();
  } else {
    parked_.push_back(event);
  }
  return true;
}

Event Node::event_for(EventKind kind) const {
  const bool of_store = kind == EventKind::kStore;
  return Event{.kind = kind, .node = id_, .a = incarnation_, .b = of_store ? store_number_ : hasher_number_};
}

void Node::wake() {
  world_.note(TraceKind::kWake, id_, id_);
  clock_.wake();
}

void Node::handle(const Event& event) {
  if (event.a != incarnation_) return;
  if (event.kind == EventKind::kStore) {
    if (event.b == store_number_) store().on_step();
  } else if (event.kind == EventKind::kHash) {
    if (event.b == hasher_number_) hasher().on_done();
  } else if (event.kind == EventKind::kTyped) {
    terminal().on_typed();
  } else {
    end_in_order();
  }
}

std::string Node::key_fingerprint() const {
  Random random(derive_seed(world_.seed(), id_, Purpose::kIdentity, key_number_));
  std::string text = "SHA256:";
  for (int i = 0; i < 4; ++i) {
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(random.next()));
    text += digits.data();
  }
  return text;
}

}  // namespace parley::sim
