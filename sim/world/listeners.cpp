#include "sim/world/listeners.hpp"

#include <algorithm>
#include <string>

#include "sim/world/address.hpp"

namespace parley::sim {
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
  while (port == 0 && taken(node, chosen)) ++chosen;
  if (taken(node, chosen)) {
    return Error{ErrorCode::kUnavailable, "TCP " + endpoint_of(address, chosen).to_string() + " is taken"};
  }
  auto listener = std::make_unique<SimListener>(*this, node, address, chosen, handler);
  by_node_[number(node)].push_back(listener.get());
  return {std::move(listener)};
}

SimListener* Listeners::find(NodeId node, std::uint32_t address, std::uint16_t port) {
  for (SimListener* listener : by_node_[number(node)]) {
    if (listener->port() != port) continue;
    if (listener->address() == kAnyAddress || listener->address() == address) return listener;
  }
  return nullptr;
}

void Listeners::close(SimListener& listener) { std::erase(by_node_[number(listener.node())], &listener); }

void Listeners::close_all(NodeId node) {
  for (SimListener* listener : by_node_[number(node)]) listener->detach();
  by_node_[number(node)].clear();
}

bool Listeners::taken(NodeId node, std::uint16_t port) const {
  const auto& listeners = by_node_[number(node)];
  return std::any_of(listeners.begin(), listeners.end(),
                     [port](const SimListener* listener) { return listener->port() == port; });
}

}  // namespace parley::sim
