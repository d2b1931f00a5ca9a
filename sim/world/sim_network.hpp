#pragma once

#include "ports/network.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

class World;

/// The network as one node of a world sees it: it owns 127.0.0.1 and the address of its number. A host
/// is another node's name or an address in figures.
class SimNetwork final : public Network {
 public:
  SimNetwork(World& world, NodeId node) : world_(world), node_(node) {}

  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

  /// Trust only servers that the authority vouches for (`--ca`).
  void require_authority(bool required) { authority_required_ = required; }
  bool authority_required() const { return authority_required_; }

 private:
  Result<std::uint32_t> own_address(const IpAddress& address) const;

  World& world_;
  NodeId node_;
  bool authority_required_ = false;
};

}  // namespace parley::sim
