#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/endpoint.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/event.hpp"
#include "sim/world/random.hpp"
#include "sim/world/sim_clock.hpp"
#include "sim/world/sim_network.hpp"
#include "sim/world/small_ports.hpp"

namespace parley::sim {

class SimLogSink;
class SimPasswordHasher;
class SimPinStore;
class SimStore;
class SimTerminal;
class World;

/// The ports of one node, and what they share. Those that not every program needs are made at their first
/// use. A new incarnation has a new store and hasher; what was under way for older ones finds nobody.
class NodePorts {
 public:
  NodePorts(World& world, NodeId id);
  NodePorts(const NodePorts&) = delete;
  NodePorts& operator=(const NodePorts&) = delete;

  World& world() const { return world_; }
  NodeId id() const { return id_; }
  IpAddress address() const;  ///< The first; 0.0.0.0 where it has lost all.
  std::vector<IpAddress> addresses() const;
  bool has_address(const IpAddress& address) const;

  SimClock& clock() { return clock_; }
  SimNetwork& network() { return network_; }
  SimEntropy& entropy() { return entropy_; }
  SimTerminal& terminal();
  SimPinStore& pins();
  SimStore& store();
  SimPasswordHasher& hasher();
  SimLogSink& log();
  Disk& disk();  ///< What the store writes to.
  bool has_disk() const { return disk_ != nullptr; }

  void renew_store();   ///< Ends the store in order and drops what it has not answered; the disk stays.
  void renew_hasher();  ///< As above.

  std::uint32_t incarnation() const { return incarnation_; }
  Random& rng() { return rng_; }  ///< For what the network does to what this node sends.

  /// An event for this incarnation and its present ports, and its delivery.
  Event event_for(EventKind kind) const;
  void handle(const Event& event);

 protected:
  ~NodePorts();
  void begin_incarnation();
  void crash_store();  ///< As a crash does, in the midst of its writes.

 private:
  // First what each turn touches, so that it fills two cache lines.
  World& world_;
  SimClock clock_;
  Random rng_;
  NodeId id_;
  std::uint32_t incarnation_ = 0;
  std::uint32_t store_number_ = 0;
  std::uint32_t hasher_number_ = 0;
  SimNetwork network_;
  SimEntropy entropy_;
  std::unique_ptr<Disk> disk_;
  std::unique_ptr<SimTerminal> terminal_;
  std::unique_ptr<SimPinStore> pins_;
  std::unique_ptr<SimStore> store_;
  std::unique_ptr<SimPasswordHasher> hasher_;
  std::unique_ptr<SimLogSink> log_;
};

}  // namespace parley::sim
