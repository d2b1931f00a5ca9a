#pragma once

#include <cstdint>
#include <vector>

#include "ports/network.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

class Listeners;

/// A program's listening address.
class SimListener final : public Listener {
 public:
  SimListener(Listeners& owner, NodeId node, std::uint32_t address, std::uint16_t port,
              ListenHandler& handler)
      : owner_(&owner), handler_(handler), node_(node), address_(address), port_(port) {}
  ~SimListener() override;
  SimListener(const SimListener&) = delete;
  SimListener& operator=(const SimListener&) = delete;

  Endpoint local() const override;

  NodeId node() const { return node_; }
  std::uint32_t address() const { return address_; }
  std::uint16_t port() const { return port_; }
  ListenHandler& handler() const { return handler_; }
  void detach() { owner_ = nullptr; }

 private:
  Listeners* owner_;
  ListenHandler& handler_;
  NodeId node_;
  std::uint32_t address_;
  std::uint16_t port_;
};

/// Who listens where: a flat list, since few programs of a world listen at all.
class Listeners {
 public:
  Result<std::unique_ptr<Listener>> listen(NodeId node, std::uint32_t address, std::uint16_t port,
                                           ListenHandler& handler);
  SimListener* find(NodeId node, std::uint32_t address, std::uint16_t port);
  void close(SimListener& listener);
  void close_all(NodeId node);

 private:
  bool taken(NodeId node, std::uint16_t port) const;

  std::vector<SimListener*> all_;
};

}  // namespace parley::sim
