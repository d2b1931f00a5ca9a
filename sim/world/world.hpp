#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "sim/world/datagrams.hpp"
#include "sim/world/router.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/waiting.hpp"
#include "sim/world/world_state.hpp"

namespace parley::sim {

class Node;

/// A world of nodes under one virtual time, single-threaded and without any global, so that several run
/// side by side. The same seed and the same calls give the same events and the same trace hash in every
/// build. Nothing happens but in step(): a call on a port only puts events into the queue.
class World final : public WorldState {
 public:
  explicit World(const WorldOptions& options = {});
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// A machine that is up, with no program. Other nodes find it under `name` and its address.
  Node& add_node(std::string name);
  Node& node(NodeId id) { return *nodes_[number(id)]; }
  const Node& node(NodeId id) const { return *nodes_[number(id)]; }
  Node* find_node(std::string_view name);
  std::size_t node_count() const { return nodes_.size(); }

  /// Runs `action` in a turn of its own: from there a scenario may do anything to any node.
  void at(Instant when, std::function<void()> action);
  void after(Duration delay, std::function<void()> action) { at(now() + delay, std::move(action)); }

  /// Lets the next event happen; false where none is due by `limit`. Time stays at the last event.
  bool step(Instant limit = Instant::max());

  /// Lets everything happen that is due by then; time ends there.
  void run_until(Instant when);
  void run_for(Duration length) { run_until(now() + length); }

  /// Runs until `done` holds (asked before the first event and after each): false where it does not
  /// within `bound`. Time stays at the event that made it true.
  bool run_until(const std::function<bool()>& done, Duration bound);

  /// Runs until nothing is under way but alarms: false where that is not so within `bound`.
  bool run_until_idle(Duration bound);

  // Faults of the network, as those of Links but noted in the trace; what waited goes on by itself. On a
  // way that is cut, streams stall and datagrams are lost. From outside a program's turn: from at().
  void cut(NodeId a, NodeId b);
  void mend(NodeId a, NodeId b);
  void cut_one_way(NodeId from, NodeId to);
  void mend_one_way(NodeId from, NodeId to);
  void cut_off(NodeId node);
  void reconnect(NodeId node);
  void clog(NodeId from, NodeId to);
  void unclog(NodeId from, NodeId to);
  void stall_streams(NodeId a, NodeId b);
  void resume_streams(NodeId a, NodeId b);
  void set_link(NodeId from, NodeId to, const LinkTraits& traits);
  void clear_link(NodeId from, NodeId to);
  void set_deaf(NodeId node, bool deaf);

  /// Tears all streams between two nodes: both ends are told once what was under way has come.
  void break_streams(NodeId a, NodeId b);

  /// Ends what `from` sends on its streams to `to`, which is told that `from` has closed. `from` finds out
  /// by the reset that answers the next thing it says.
  void half_close(NodeId from, NodeId to);

  /// Gives the node other addresses. Its streams fall silent, both ways, and break once an end has tried in
  /// vain for a quarter of an hour; datagrams to the old addresses are lost. remove_address(): as move(), for
  /// what used this one. set_addresses(): those that it has from the beginning.
  void move(NodeId node);
  void add_address(NodeId node, AddressFamily family);
  void remove_address(NodeId node, const IpAddress& address);
  void set_addresses(NodeId node, const std::vector<AddressFamily>& families);

  /// Puts nodes behind a new NAT, into a network of their own: they move there, see move(). Others see its
  /// address in place of theirs, no stream gets in, and their multicast stays among themselves.
  void add_nat(NatKind kind, const std::vector<NodeId>& nodes);

  // For the nodes and their ports.
  Router& router() { return router_; }
  const Router& router() const { return router_; }
  Datagrams& datagrams() { return datagrams_; }
  Streams& streams() { return streams_; }
  void count_paused(int change) { paused_ += change; }
  void prefetch(NodeId node) const;  ///< Its memory will be needed soon.

  /// Puts a packet on the way between two nodes; it waits where that is clogged. True where it is under way.
  bool send(NodeId from, NodeId to, Instant arrival, const Event& event);

 private:
  void dispatch(const Event& event);
  void prefetch_next() const;
  void tell_move(NodeId node, const std::string& words);
  void note_network(std::string_view words, NodeId node, NodeId from);

  Router router_;
  HeldPackets held_;
  Datagrams datagrams_;
  Streams streams_;
  ScheduledActions scheduled_actions_;
  int paused_ = 0;  ///< Nodes: where there are none, nothing asks whether one is.
  std::map<std::string, NodeId, std::less<>> names_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

}  // namespace parley::sim
