#pragma once

#include <cstdint>

#include "ports/datagram.hpp"
#include "ports/network.hpp"
#include "ports/stream.hpp"
#include "sim/world/connection.hpp"
#include "sim/world/ids.hpp"
#include "sim/world/nat.hpp"

namespace parley::sim {

class Streams;

/// A program's handle on one end of a connection; all state is in the world's Streams. Once the end is
/// dead, or its node has crashed, it does nothing.
class SimStream final : public Stream {
 public:
  SimStream(Streams& owner, const EndId& end, const Nat::Remote& remote)
      : owner_(owner), end_(end), remote_(remote) {}
  ~SimStream() override;
  SimStream(const SimStream&) = delete;
  SimStream& operator=(const SimStream&) = delete;

  void set_handler(StreamHandler& handler) override;
  void write(std::string_view bytes) override;
  std::size_t unsent() const override;
  void pause_reading() override;
  void resume_reading() override;
  void close() override;
  Endpoint remote() const override;
  ChannelId channel() const override;

 private:
  Streams& owner_;
  EndId end_;
  Nat::Remote remote_;  ///< As at its beginning.
};

class Datagrams;

/// A program's datagram socket. Once its node has crashed it does nothing.
class SimDatagram final : public Datagram {
 public:
  static constexpr std::uint32_t kNoGroup = 0xffffffff;

  /// Where it is bound; `group` is the number of the group that it has joined.
  struct Binding {
    NodeId node;
    std::uint32_t address;
    std::uint16_t port;
    std::uint32_t group = kNoGroup;
  };

  SimDatagram(Datagrams& owner, const Binding& binding, DatagramHandler& handler)
      : owner_(&owner), handler_(handler), binding_(binding) {}
  ~SimDatagram() override;
  SimDatagram(const SimDatagram&) = delete;
  SimDatagram& operator=(const SimDatagram&) = delete;

  void send(const Endpoint& to, std::string_view bytes) override;
  Endpoint local() const override;

  const Binding& binding() const { return binding_; }
  DatagramHandler& handler() const { return handler_; }
  void set_group(std::uint32_t group) { binding_.group = group; }
  void detach() { owner_ = nullptr; }

  SimDatagram* next = nullptr;  ///< Among the sockets of its node, or those of them that are in groups.

 private:
  Datagrams* owner_;
  DatagramHandler& handler_;
  Binding binding_;
};

class World;

/// The network as one node of a world sees it: 127.0.0.0/8 and ::1 are its own, and the addresses that it has
/// at this moment. A host is another node's name or an address in figures. A name stands for the addresses
/// that the node has when it is asked for; they are tried in turn until one does not refuse.
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
