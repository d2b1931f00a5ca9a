#pragma once

#include <cstdint>
#include <vector>

#include "sim/scenario/actor.hpp"
#include "sim/scenario/fault_play.hpp"
#include "sim/scenario/workload.hpp"

namespace parley::sim::scenario {

/// One person's part in a workload: draws a deed, lets the actor do it, waits a moment, draws the next.
class Idler {
 public:
  /// The workload and the others outlive the idler. `salt` tells the workloads of one play apart.
  Idler(Stage& stage, FaultPlay& faults, Actor& actor, const Workload& load, std::uint64_t salt);

  PersonId id() const { return actor_.id(); }

  /// To be called at wants(), and whenever the actor may have become idle.
  void advance();
  std::optional<Instant> wants() const;
  /// Whether the time is over, and the last deed too.
  bool over() const;

 private:
  void draw();
  bool come_in();
  bool offered(Pastime what) const;
  void indulge(Pastime what);
  void strike(const Fault& fault);
  std::string some_room();
  PersonAction deed(Pastime what);
  void wait();

  Stage& stage_;
  FaultPlay& faults_;
  Actor& actor_;
  const Workload& load_;
  Random luck_;
  Instant next_;
  Instant end_;
  bool waits_ = true;      ///< For its next moment; else for the actor.
  bool signs_up_ = false;  ///< The last login led nowhere: perhaps there is no account yet.
  std::uint64_t words_ = 0;
};

}  // namespace parley::sim::scenario
