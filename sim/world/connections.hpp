#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <vector>

#include "ports/network.hpp"
#include "sim/world/connection.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

/// The connections of a world by slot, and by node: what befalls one machine costs no more where there are
/// thousands of others.
class Connections {
 public:
  void add_node() { first_.push_back(kNone); }

  /// A connection that no late event knows. Neither end has a node until link().
  EndId allocate();
  void link(std::uint32_t slot);  ///< Both ends have their nodes now.
  void free(std::uint32_t slot);

  Connection& operator[](std::uint32_t slot) { return all_[slot]; }
  Connection* find(const EndId& id);

  /// The slots of a node's connections, in order.
  std::vector<std::uint32_t> of(NodeId node) const;

  /// Those in which something waits for a way, as their flags say.
  void note_stalled(std::uint32_t slot) { stalled_.insert(slot); }
  std::vector<std::uint32_t> take_stalled();

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  StreamEnd& end(std::uint32_t index) { return all_[index / 2].ends[index % 2]; }
  const StreamEnd& end(std::uint32_t index) const { return all_[index / 2].ends[index % 2]; }
  void unlink(std::uint32_t index);

  std::deque<Connection> all_;  ///< By slot; an element never moves.
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> first_;  ///< By node: an end as 2 * slot + side, the head of a list of them.
  std::set<std::uint32_t> stalled_;
};

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
  bool taken(NodeId node, std::uint32_t address, std::uint16_t port) const;

  std::vector<SimListener*> all_;
};

}  // namespace parley::sim
