#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "sim/world/datagrams.hpp"
#include "sim/world/event_queue.hpp"
#include "sim/world/links.hpp"
#include "sim/world/payload.hpp"
#include "sim/world/script.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim {

class Node;

struct WorldOptions {
  std::uint64_t seed = 1;
  LinkTraits link{};
};

struct WorldCounts {
  std::uint64_t events = 0;      ///< Turns of any kind.
  std::uint64_t deliveries = 0;  ///< Datagrams and records handed to a program.
  std::uint64_t lost = 0;        ///< Datagrams that did not arrive.
};

/// A world of nodes under one virtual time, single-threaded and without any global, so that several run
/// side by side. The same seed and the same calls give the same events and the same trace hash in every
/// build. Nothing happens but in step(): a call on a port only puts events into the queue.
class World {
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

  Instant now() const { return now_; }
  std::uint64_t seed() const { return seed_; }
  const WorldCounts& counts() const { return counts_; }
  std::uint64_t trace_hash() const { return tracer_.hash(); }
  void set_listener(TraceListener* listener) { tracer_.set_listener(listener); }

  /// Runs `action` in a turn of its own: from there a scenario may do anything to any node.
  void at(Instant when, std::function<void()> action);
  void after(Duration delay, std::function<void()> action) { at(now_ + delay, std::move(action)); }

  /// Lets the next event happen; false where there is none by `limit`. Time stays at the last event.
  bool step(Instant limit = Instant::max());

  /// Lets everything happen that is due by then; time ends there.
  void run_until(Instant when);
  void run_for(Duration length) { run_until(now_ + length); }

  /// Runs until `done` holds (asked before the first event and after each): false where it does not
  /// within `bound`. Time stays at the event that made it true.
  bool run_until(const std::function<bool()>& done, Duration bound);

  /// Runs until nothing is under way but alarms: false where that is not so within `bound`.
  bool run_until_idle(Duration bound);

  // Faults of the network. Streams stall and go on when the way is mended; datagrams are lost.
  Links& links() { return links_; }
  void cut(NodeId a, NodeId b);
  void mend(NodeId a, NodeId b);
  void cut_off(NodeId node);
  void reconnect(NodeId node);

  // For the nodes and their ports.
  EventQueue& queue() { return queue_; }
  PayloadPool& payloads() { return payloads_; }
  Datagrams& datagrams() { return datagrams_; }
  Streams& streams() { return streams_; }
  WorldCounts& counts() { return counts_; }
  void push(Duration delay, const Event& event) { queue_.push(now_ + delay, event); }
  void note(TraceKind kind, NodeId node, NodeId from, std::string_view bytes = {},
            std::uint64_t channel = 0) {
    tracer_.note({now_, kind, node, from, bytes, channel});
  }
  void tell_sent(const TraceEvent& event) { tracer_.tell_sent(event); }
  void note_member(TraceKind kind, NodeId node, NodeId from, std::string_view bytes, std::uint16_t port) {
    tracer_.note_without_bytes({now_, kind, node, from, bytes, port});
  }
  bool in_turn() const { return in_turn_; }  ///< Whether a program is being called.
  void count_paused(int change) { paused_ += change; }

 private:
  void dispatch(const Event& event);
  void prefetch_next() const;

  Instant now_{};
  std::uint64_t seed_;
  WorldCounts counts_;
  Tracer tracer_;
  EventQueue queue_;
  PayloadPool payloads_;
  Links links_;
  Datagrams datagrams_;
  Streams streams_;
  Script script_;
  bool in_turn_ = false;
  int paused_ = 0;  ///< Nodes: where there are none, nothing asks whether one is.
  std::map<std::string, NodeId, std::less<>> names_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

}  // namespace parley::sim
