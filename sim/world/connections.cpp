#include "sim/world/connections.hpp"

#include <algorithm>

namespace parley::sim {

EndId Connections::allocate() {
  if (free_.empty()) {
    all_.emplace_back();
    return {static_cast<std::uint32_t>(all_.size() - 1), 0, 0};
  }
  const std::uint32_t slot = free_.back();
  free_.pop_back();
  return {slot, all_[slot].generation, 0};
}

void Connections::link(std::uint32_t slot) {
  all_[slot].linked = true;
  for (std::uint32_t index = 2 * slot; index < 2 * slot + 2; ++index) {
    StreamEnd& added = end(index);
    std::uint32_t& first = first_[number(added.node)];
    added.previous = kNone;
    added.next = first;
    if (first != kNone) end(first).previous = index;
    first = index;
  }
}

void Connections::unlink(std::uint32_t index) {
  const StreamEnd& removed = end(index);
  (removed.previous == kNone ? first_[number(removed.node)] : end(removed.previous).next) = removed.next;
  if (removed.next != kNone) end(removed.next).previous = removed.previous;
}

void Connections::free(std::uint32_t slot) {
  if (all_[slot].linked) {
    unlink(2 * slot);
    unlink(2 * slot + 1);
  }
  const std::uint32_t generation = all_[slot].generation + 1;
  all_[slot] = Connection{};
  all_[slot].generation = generation;
  free_.push_back(slot);
}

Connection* Connections::find(const EndId& id) {
  if (id.slot >= all_.size()) return nullptr;
  Connection& connection = all_[id.slot];
  return connection.generation == id.generation ? &connection : nullptr;
}

std::vector<std::uint32_t> Connections::of(NodeId node) const {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t at = first_[number(node)]; at != kNone; at = end(at).next) slots.push_back(at / 2);
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

std::vector<std::uint32_t> Connections::take_stalled() {
  std::vector<std::uint32_t> slots(stalled_.begin(), stalled_.end());
  stalled_.clear();
  return slots;
}

}  // namespace parley::sim
