#include "sim/world/sim_network.hpp"

#include "sim/world/address.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

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
  const auto group_address = v4_of(group.address);
  if (!group_address || !is_group(*group_address)) {
    return Error{ErrorCode::kUnavailable, group.address.to_string() + " is no multicast group"};
  }
  const auto interface = own_address(interface_address);
  if (!interface) return interface.error();
  return world_.datagrams().join(node_, *group_address, group.port, *interface, handler);
}

Result<std::uint32_t> SimNetwork::own_address(const IpAddress& address) const {
  const auto v4 = v4_of(address);
  if (v4 && (*v4 == kAnyAddress || *v4 == kLoopbackAddress || *v4 == world_.router().address_of(node_)))
    return *v4;
  return Error{ErrorCode::kUnavailable, address.to_string() + " is not an address of this host"};
}

}  // namespace parley::sim
