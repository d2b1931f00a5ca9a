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
  all_.push_back(listener.get());
  return {std::move(listener)};
}

SimListener* Listeners::find(NodeId node, std::uint32_t address, std::uint16_t port) {
  for (SimListener* listener : all_) {
    if (listener->node() != node || listener->port() != port) continue;
    if (listener->address() == kAnyAddress || listener->address() == address) return listener;
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

bool Listeners::taken(NodeId node, std::uint16_t port) const {
  return std::any_of(all_.begin(), all_.end(), [node, port](const SimListener* listener) {
    return listener->node() == node && listener->port() == port;
  });
}

}  // namespace parley::sim
