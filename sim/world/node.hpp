#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/endpoint.hpp"
#include "sim/world/address.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/event.hpp"
#include "sim/world/program.hpp"
#include "sim/world/random.hpp"
#include "sim/world/sim_clock.hpp"
#include "sim/world/sim_entropy.hpp"
#include "sim/world/sim_network.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim {

class SimLogSink;
class SimPasswordHasher;
class SimPinStore;
class SimStore;
class SimTerminal;
class World;

/// One simulated machine with at most one program on it, and the program's ports.
///
///           run()            exit(), crash()            vanish()
///   up ------------> running ---------------> up     any ----------> gone --run()--> running
///
/// Each run() is a new incarnation: what was under way for an older one never reaches it. Memory goes
/// with the program; the disk (what the store has committed, pins) and the screen stay.
class Node {
 public:
  Node(World& world, NodeId id, std::string name);
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  NodeId id() const { return id_; }
  const std::string& name() const { return name_; }
  IpAddress address() const { return IpAddress::v4(address_of(id_)); }
  World& world() { return world_; }

  // The ports. Those that not every program needs are made at their first use.
  SimClock& clock() { return clock_; }
  SimNetwork& network() { return network_; }
  SimEntropy& entropy() { return entropy_; }
  SimTerminal& terminal();
  SimPinStore& pins();
  SimStore& store();
  SimPasswordHasher& hasher();
  void renew_store();   ///< Ends the store and drops what it has not answered; the disk stays.
  void renew_hasher();  ///< As above.
  SimLogSink& log();
  Disk& disk();

  /// Starts a program, made of (Node&, args...); a machine that was gone is back. None may be running.
  template <class P, class... Args>
  P& run(Args&&... args) {
    power_on();
    auto program = std::make_unique<P>(*this, std::forward<Args>(args)...);
    P& started = *program;
    program_ = std::move(program);
    return started;
  }

  /// Brings a machine that was gone back without a program: for tests that use the ports themselves.
  void power_on();
  bool running() const { return program_ != nullptr; }
  Program* program() { return program_.get(); }

  /// The program ends in order, in a turn of its own: callable from within it.
  void exit();

  /// The program is torn away; its machine resets its connections. Not from within a program's turn, as
  /// all below: use World::at().
  void crash();

  /// The machine is gone and nobody is told: others' streams to it fall silent.
  void vanish();
  bool gone() const { return gone_; }

  /// Stops the program as SIGSTOP does: what comes for it waits, in order, until resume().
  void pause();
  void resume();
  bool paused() const { return paused_; }

  /// What clients see of its key. replace_key() gives it another one, as a re-installed server has.
  std::string key_fingerprint() const;
  void replace_key() { ++key_number_; }
  bool certified() const { return certified_; }  ///< Whether the authority vouches for it.
  void set_certified(bool certified) { certified_ = certified; }

  // For the world and the ports.
  void end_with_world() { program_.reset(); }
  std::uint32_t incarnation() const { return incarnation_; }
  Random& luck() { return luck_; }
  bool parks(const Event& event);  ///< Keeps what comes while paused; false where it may go on.
  void wake();
  void handle(const Event& event);
  Event event_for(EventKind kind) const;  ///< For this incarnation and its present ports.

 private:
  void end_in_order();
  void tear_away(TraceKind how);
  void forget_program();
  void set_paused(bool paused);

  // First what each turn touches, so that it fills two cache lines.
  World& world_;
  NodeId id_;
  bool gone_ = false;
  bool paused_ = false;
  bool certified_ = false;
  SimClock clock_;
  Random luck_;
  std::uint32_t incarnation_ = 0;
  std::uint32_t store_number_ = 0;   ///< Counts the stores, so that an old one's events find nobody.
  std::uint32_t hasher_number_ = 0;  ///< Likewise.
  std::uint32_t key_number_ = 0;
  std::unique_ptr<Program> program_;
  std::string name_;
  SimNetwork network_;
  SimEntropy entropy_;
  std::vector<Event> parked_;
  Instant missed_wake_ = Instant::max();
  std::unique_ptr<Disk> disk_;
  std::unique_ptr<SimTerminal> terminal_;
  std::unique_ptr<SimPinStore> pins_;
  std::unique_ptr<SimStore> store_;
  std::unique_ptr<SimPasswordHasher> hasher_;
  std::unique_ptr<SimLogSink> log_;
};

}  // namespace parley::sim
