#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "sim/world/ids.hpp"

namespace parley::sim {

/// Which node has which address. Nodes begin with 10.0.0.1 for node 0 and so on, 250 to a /24. An address
/// is never given twice, so what is sent to one that its node has left reaches nobody else.
class Addresses {
 public:
  struct Holder {
    NodeId node;
    bool still;  ///< Whether it has the address now, or had it once.
  };

  void add_node();
  std::uint32_t of(NodeId node) const { return own_[number(node)]; }
  std::optional<Holder> holder(std::uint32_t address) const;

  /// Gives the node another address: 10.128.0.1 and so on.
  std::uint32_t move(NodeId node);

  /// The same from 192.168.0.1 on, for private networks; begin_network() goes on with the next 250.
  std::uint32_t move_privately(NodeId node);
  void begin_network();

 private:
  std::uint32_t give(NodeId node, std::uint32_t address);

  std::uint32_t public_moves_ = 0;
  std::uint32_t private_moves_ = 0;
  std::vector<std::uint32_t> own_;         ///< By node.
  std::map<std::uint32_t, NodeId> later_;  ///< Of all addresses but the first ones.
};

}  // namespace parley::sim
