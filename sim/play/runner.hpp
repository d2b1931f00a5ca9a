#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "sim/language/scenario.hpp"
#include "sim/play/condition_checker.hpp"
#include "sim/play/play_backend.hpp"
#include "sim/play/run_result.hpp"

namespace parley::sim::scenario {

/// Plays a scenario step by step on a backend, the same in every world: what a step does, what it waits for,
/// and when it has failed. See SimPlay for a play in the simulated world, real::RealPlay for one on the
/// shipping programs.
class Runner {
 public:
  explicit Runner(PlayBackend& backend)
      : backend_(backend), cluster_(backend.cluster()), status_(backend.status()) {}

  /// To be called once.
  RunResult play();

 private:
  void perform(const Step& step);
  void perform(const PersonStep& step);
  void perform(const ClientStep& step);
  void perform(const SendDatagram& step);
  void perform(const Wait& step);
  void perform(const Together& block);
  void perform(const Meanwhile& block) { backend_.play_meanwhile(block); }
  void perform(const Workload& load);
  void perform(const Fault& fault);
  void perform(const Expectation& expected);

  void begin_together(const Step& step);
  void finish_people(std::vector<PersonId> busy);
  void finish_clients(std::vector<ClientId> connecting);
  bool advance_people(std::vector<PersonId>& busy);
  bool advance_clients(std::vector<ClientId>& connecting);
  void await_registry_start();
  void await_registry_end();
  void await_restart();

  bool evaluate(const Expectation& expected, ConditionChecker& checker);
  bool holds_now(ConditionChecker& checker);
  void check_nevers();
  bool over() const { return status_.over(); }

  PlayBackend& backend_;
  Cluster& cluster_;
  PlayStatus& status_;
  std::vector<PersonId> busy_in_block_;
  std::vector<ClientId> connecting_in_block_;
  struct Never {
    std::size_t line;
    ConditionChecker checker;
  };
  std::deque<Never> nevers_;  ///< To be looked at once more at the end.
};

}  // namespace parley::sim::scenario
