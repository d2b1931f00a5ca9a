#include "client/keep_alives.hpp"

#include "ports/network.hpp"
#include "wire/keep_alive.hpp"

namespace parley::client {

KeepAlives::KeepAlives(Network& network, TimerQueue& timers)
    : network_(network), timer_(timers, [this] { send(); }) {}

Result<void> KeepAlives::start(const UserName& user, const Endpoint& registry, Duration interval) {
  if (registry.address.is_v4() != registry_.address.is_v4()) socket_.reset();
  if (!socket_) {
    const Endpoint any{registry.address.is_v4() ? IpAddress::v4(0) : IpAddress(), 0};
    auto socket = network_.open_datagram(any, *this);
    if (!socket) return socket.error();
    socket_ = std::move(*socket);
  }
  registry_ = registry;
  interval_ = interval;
  datagram_ = wire::encode(wire::KeepAlive{user});
  send();
  return {};
}

void KeepAlives::stop() {
  pause();
  socket_.reset();
  std::string().swap(datagram_);
}

void KeepAlives::send() {
  timer_.expire_after(interval_);
  socket_->send(registry_, datagram_);
}

}  // namespace parley::client
