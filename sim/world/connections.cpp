#include "sim/world/connections.hpp"

#include <algorithm>
#include <string>

#include "sim/world/address.hpp"

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

namespace {

constexpr std::uint16_t kFirstFreePort = 30'000;

}  // namespace

SimListener::~SimListener() {
  if (owner_ != nullptr) owner_->close(*this);
}

Endpoint SimListener::local() const { return endpoint_of(address_, port_); }

Result<std::unique_ptr<Listener>> Listeners::listen(NodeId node, std::uint32_t address, std::uint16_t port,
                                                    ListenHandler& handler) {
  std::uint16_t chosen = port != 0 ? port : kFirstFreePort;
  while (port == 0 && taken(node, kAnyAddress, chosen)) ++chosen;
  if (taken(node, address, chosen)) {
    return Error{ErrorCode::kUnavailable, "TCP " + endpoint_of(address, chosen).to_string() + " is taken"};
  }
  auto listener = std::make_unique<SimListener>(*this, node, address, chosen, handler);
  all_.push_back(listener.get());
  return {std::move(listener)};
}

SimListener* Listeners::find(NodeId node, std::uint32_t address, std::uint16_t port) {
  for (SimListener* listener : all_) {
    if (listener->node() != node || listener->port() != port) continue;
    if (takes(listener->address(), address)) return listener;
  }
  return nullptr;
}

void Listeners::close(SimListener& listener) { std::erase(all_, &listener); }

void Listeners::close_all(NodeId node) {
  std::erase_if(all_, [node](SimListener* listener) {
    if (listener->node() == node) listener->detach();
    return listener->node() == node;
  });
}

bool Listeners::taken(NodeId node, std::uint32_t address, std::uint16_t port) const {
  return std::any_of(all_.begin(), all_.end(), [=](const SimListener* listener) {
    const std::uint32_t bound = listener->address();
    return listener->node() == node && listener->port() == port &&
           (takes(bound, address) || takes(address, bound));
  });
}

}  // namespace parley::sim
