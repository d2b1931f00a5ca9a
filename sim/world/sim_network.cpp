#include "sim/world/sim_network.hpp"

#include "sim/world/address.hpp"
#include "sim/world/datagrams.hpp"
#include "sim/world/node.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

SimStream::~SimStream() { owner_.drop(end_); }

void SimStream::set_handler(StreamHandler& handler) { owner_.set_handler(end_, handler); }

void SimStream::write(std::string_view bytes) { owner_.write(end_, bytes); }

std::size_t SimStream::unsent() const { return owner_.unsent(end_); }

void SimStream::pause_reading() { owner_.pause_reading(end_); }

void SimStream::resume_reading() { owner_.resume_reading(end_); }

void SimStream::close() { owner_.close(end_); }

Endpoint SimStream::remote() const { return owner_.remote(end_, remote_); }

ChannelId SimStream::channel() const { return owner_.channel(end_); }

SimDatagram::~SimDatagram() {
  if (owner_ != nullptr) owner_->close(*this);
}

void SimDatagram::send(const Endpoint& to, std::string_view bytes) {
  if (owner_ != nullptr) owner_->send(*this, to, bytes);
}

Endpoint SimDatagram::local() const { return endpoint_of(binding_.address, binding_.port); }

std::unique_ptr<Stream> SimNetwork::connect(const HostPort& target, StreamHandler& handler) {
  return world_.streams().connect(node_, target, handler);
}

Result<std::unique_ptr<Listener>> SimNetwork::listen(const Endpoint& local, ListenHandler& handler) {
  const auto address = own_address(local.address);
  if (!address) return address.error();
  return world_.streams().listen(node_, *address, local.port, handler);
}

Result<std::unique_ptr<Datagram>> SimNetwork::open_datagram(const Endpoint& local, DatagramHandler& handler) {
  const auto address = own_address(local.address);
  if (!address) return address.error();
  return world_.datagrams().open(node_, *address, local.port, handler);
}

Result<std::unique_ptr<Datagram>> SimNetwork::join_group(const Endpoint& group,
                                                         const IpAddress& interface_address,
                                                         DatagramHandler& handler) {
  if (!is_group(group.address)) {
    return Error{
        ErrorCode::kUnavailable,
        group.address.to_string() + " is not a multicast group, expected one of 224.0.0.0/4 or ff00::/8"};
  }
  const auto interface = own_address(interface_address);
  if (!interface) return interface.error();
  return world_.datagrams().join(node_, group, *interface, handler);
}

Result<std::uint32_t> SimNetwork::own_address(const IpAddress& address) const {
  const auto own = number_of(address);
  if (own && (is_any(*own) || is_loopback(*own) || world_.router().addresses().has(node_, *own))) return *own;
  return Error{ErrorCode::kUnavailable, address.to_string() + " is not an address of this host"};
}

}  // namespace parley::sim
