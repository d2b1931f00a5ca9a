#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <vector>

#include "sim/world/connection.hpp"

namespace parley::sim {

/// The connections of a world by slot, and by node: what befalls one machine costs no more where there are
/// thousands of others.
class Connections {
 public:
  void add_node() { first_.push_back(kNone); }

  /// A connection that no late event knows. It is nobody's until link().
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

}  // namespace parley::sim
