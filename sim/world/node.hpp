#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/world/node_ports.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim {

/// What runs on a node: owns a core and all that the core's `main` would own. Its constructor gets the
/// node's ports and starts; its destructor is the end of the program, in order or by a crash.
class Program {
 public:
  virtual ~Program() = default;
};

/// One simulated machine with at most one program on it.
///
///           run()            exit(), crash()            vanish()
///   up ------------> running ---------------> up     any ----------> gone --run()--> running
///
/// Each run() is a new incarnation: what was under way for an older one never reaches it. Memory goes
/// with the program; the disk (what the store has committed, pins) and the screen stay.
class Node final : public NodePorts {
 public:
  Node(World& world, NodeId id, std::string name);
  ~Node();

  const std::string& name() const { return name_; }

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

  /// The program is torn away; its machine resets its connections, and has what was written to files. Not
  /// from within a program's turn, as all below: use World::at().
  void crash();

  /// The machine is gone and nobody is told: others' streams to it fall silent.
  void vanish();

  /// As crash(), and what was written to files and not synced is lost or torn.
  void lose_power();
  bool gone() const { return gone_; }

  /// Stops the program as SIGSTOP does: what comes for it waits, in order, until resume(). Datagrams wait
  /// in 256 KiB of buffers, where each takes 512 bytes beside its own; those that do not fit are lost.
  void pause();
  void resume();
  bool paused() const { return paused_; }

  /// Its clock gains so many microseconds a second from here on, or loses them.
  void set_clock_rate(std::int32_t parts_per_million);

  /// What clients see of its key. replace_key() gives it another one, as a re-installed server has.
  std::string key_fingerprint() const;
  void replace_key() { ++key_number_; }
  bool certified() const { return certified_; }  ///< Whether the authority vouches for it.
  void set_certified(bool certified) { certified_ = certified; }

  // For the world.
  void end_with_world() { program_.reset(); }
  bool parks_if_paused(const Event& event);  ///< Keeps what comes while paused; false where it may go on.
  void wake();
  void end_in_order(const Event& event);

 private:
  void end_abruptly(TraceKind how);
  void forget_program();
  void set_paused(bool paused);
  void park(const Event& event);

  bool gone_ = false;
  bool paused_ = false;
  bool certified_ = false;
  std::uint32_t key_number_ = 0;
  std::unique_ptr<Program> program_;
  std::string name_;
  std::vector<Event> parked_;
  std::size_t parked_bytes_ = 0;  ///< What the parked datagrams take in the machine's buffers.
  Instant missed_wake_ = Instant::max();
};

}  // namespace parley::sim
