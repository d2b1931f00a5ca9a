#pragma once

#include <cstdint>

#include "ports/datagram.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

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

}  // namespace parley::sim
