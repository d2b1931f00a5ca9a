#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "sim/scenario/actor.hpp"
#include "sim/scenario/fault_play.hpp"
#include "sim/scenario/idler.hpp"
#include "sim/scenario/outcome.hpp"
#include "sim/scenario/stage.hpp"
#include "sim/scenario/step.hpp"

namespace parley::sim::scenario {

/// Plays one block `meanwhile:`. After an event only those are looked at whom it concerns, so that
/// thousands may be about.
class MeanwhilePlay final : private TraceListener {
 public:
  /// Tells which step begins.
  using Announce = std::function<void(const Step&)>;

  /// Begins the block now. All that is given outlives it.
  MeanwhilePlay(Stage& stage, FaultPlay& faults, const Meanwhile& block, Bustle& bustle, Announce announce);
  ~MeanwhilePlay();
  MeanwhilePlay(const MeanwhilePlay&) = delete;
  MeanwhilePlay& operator=(const MeanwhilePlay&) = delete;

  /// Lets everybody go on; whether all lines are over. To be asked after every event.
  bool over();

 private:
  struct Calling {
    ClientId id;
    Instant deadline;
  };

  void on_event(const TraceEvent& event) override;
  void begin(const Step& step);
  void begin(const ClientStep& step);
  void begin(const Workload& load);
  Actor& actor(PersonId id);
  void advance(PersonId person);
  void wake_at(std::optional<Instant> when, PersonId person);
  void advance_clients();

  Stage& stage_;
  FaultPlay& faults_;
  Bustle& bustle_;
  Announce announce_;
  bool as_recorded_;
  std::size_t lines_left_;
  std::uint64_t workloads_ = 0;
  std::map<PersonId, Actor> actors_;
  std::multimap<PersonId, Idler> idlers_;
  std::deque<Calling> calling_;  ///< Clients who are connecting.
  std::set<PersonId> touched_;   ///< To be looked at.
  std::set<PersonId> busy_;
  std::set<std::pair<Instant, PersonId>> alarms_;
};

}  // namespace parley::sim::scenario
