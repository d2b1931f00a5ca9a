#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/real/faults.hpp"
#include "sim/real/outcome.hpp"
#include "sim/real/stage.hpp"
#include "sim/real/watch.hpp"

namespace parley::sim::real {

/// Plays one scenario on the shipping programs, step by step, as scenario::Runner does in the simulated
/// world. Time is real: a step or an expectation has several times as long as there (see slow()), and is
/// over as soon as it is met, so that a slow machine is no failure.
class Player {
 public:
  /// With `tapes`, each program records itself there.
  Player(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes = nullptr);

  /// To be called once. With tapes, the programs that still run at the end are asked to end in order,
  /// people's first, so that each tape has its end; else they are killed.
  Outcome play();

 private:
  using PersonId = scenario::PersonId;
  using ClientId = scenario::ClientId;

  void open();
  void end_programs();
  void pulse();
  bool until(const std::function<bool()>& done, Duration bound);

  void perform(const scenario::Step& step);
  void perform(const scenario::PersonStep& step);
  void perform(const scenario::ClientStep& step);
  void perform(const scenario::SendDatagram& step);
  void perform(const scenario::Wait& step);
  void perform(const scenario::Together& block);
  void perform(const scenario::Meanwhile& block);
  void perform(const scenario::Workload& workload);
  void perform(const scenario::Fault& fault);
  void perform(const scenario::Expectation& expected);

  void begin_together(const scenario::StepBody& body);
  void begin(const scenario::ClientStep& step);
  void strike(const scenario::Fault& fault);
  void finish_people(std::vector<PersonId> busy);
  void finish_clients(std::vector<ClientId> connecting);
  bool settle_people(std::vector<PersonId>& busy);
  bool settle_clients(std::vector<ClientId>& connecting);
  void await_registry();
  void await_end_of_registry();
  bool registry_is_to_run();
  bool meet(const scenario::Expectation& expected, Watch& watch);
  void check_nevers();

  bool over() const { return failure_ || unplayable_ || interrupted_; }
  void fail(std::string reason, const char* check, const std::vector<PersonId>& concerned = {});

  bool recording_;
  Stage stage_;
  Faults faults_;
  std::size_t line_ = 1;
  std::vector<PersonId> busy_in_block_;
  std::vector<ClientId> connecting_in_block_;
  struct Never {
    std::size_t line;
    Watch watch;
  };
  std::deque<Never> nevers_;  ///< To be looked at once more at the end.
  std::optional<scenario::Failure> failure_;
  std::optional<Unplayable> unplayable_;
  bool interrupted_ = false;
};

/// How long something may take here that takes at most `virtual_time` in the simulated world.
Duration slow(Duration virtual_time);

}  // namespace parley::sim::real
