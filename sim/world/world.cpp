#include "sim/world/world.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "sim/world/node.hpp"

namespace parley::sim {

World::World(const WorldOptions& options) : WorldState(options), datagrams_(*this), streams_(*this) {}

World::~World() {
  // While all nodes still stand: the ends of programs send their last words to each other, into nowhere.
  for (const auto& node : nodes_) node->end_with_world();
}

Node& World::add_node(std::string name) {
  const NodeId id{static_cast<std::uint32_t>(nodes_.size())};
  PARLEY_CHECK(names_.try_emplace(name, id).second);
  queue().add_node();
  router_.add_node();
  datagrams_.add_node();
  streams_.add_node();
  nodes_.push_back(std::make_unique<Node>(*this, id, std::move(name)));
  return *nodes_.back();
}

Node* World::find_node(std::string_view name) {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : &node(found->second);
}

void World::at(Instant when, std::function<void()> action) {
  PARLEY_CHECK(when >= now_);
  queue().push(when, Event{.kind = EventKind::kScript, .a = scheduled_actions_.keep(std::move(action))});
}

bool World::step(Instant limit) {
  PARLEY_CHECK(!in_turn_);
  const auto due = queue().pop(limit);
  if (!due) return false;
  now_ = due->when;
  ++counts().events;
  if (due->event.kind == EventKind::kWake) prefetch_next();
  if (due->event.kind == EventKind::kScript) {
    note(TraceKind::kScript, {}, {});
    scheduled_actions_.take(due->event.a)();  // Not a program's turn: it may do anything but step.
    return true;
  }
  in_turn_ = true;
  dispatch(due->event);
  in_turn_ = false;
  return true;
}

/// Thousands of idle nodes do not fit into the caches: the next one's memory is on its way meanwhile.
void World::prefetch_next() const {
  const AlarmHeap::Entry* next = queue().alarms().second();
  if (next == nullptr) return;
  prefetch(next->node());
}

void World::prefetch(NodeId id) const {
  const char* node = reinterpret_cast<const char*>(nodes_[number(id)].get());
  __builtin_prefetch(node);
  __builtin_prefetch(node + 64);
}

void World::run_until(Instant when) {
  while (step(when)) {
  }
  now_ = std::max(now_, when);
}

bool World::run_until(const std::function<bool()>& done, Duration bound) {
  const Instant limit = now_ + bound;
  while (!done()) {
    if (!step(limit)) {
      now_ = limit;
      return done();
    }
  }
  return true;
}

bool World::run_until_idle(Duration bound) {
  return run_until([this] { return queue().message_count() == 0; }, bound);
}

void World::dispatch(const Event& event) {
  if (event.kind == EventKind::kGroupDatagram) return datagrams_.deliver_group(event);
  Node& node = *nodes_[number(event.node)];
  if (paused_ > 0 && node.parks_if_paused(event)) return;
  switch (event.kind) {
    case EventKind::kWake:
      return node.wake();
    case EventKind::kDatagram:
      return datagrams_.deliver(event);
    case EventKind::kMember:
      return datagrams_.deliver_late(event);
    case EventKind::kStore:
    case EventKind::kHash:
    case EventKind::kTyped:
      return node.handle(event);
    case EventKind::kExit:
      return node.end_in_order(event);
    default:
      return streams_.handle(event);
  }
}

}  // namespace parley::sim
