#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/readable_watches.hpp"
#include "sim/real/caller.hpp"
#include "sim/real/delays.hpp"
#include "sim/real/lane.hpp"
#include "sim/real/observer.hpp"
#include "sim/real/registry_program.hpp"
#include "sim/real/seat.hpp"
#include "sim/real/temporary_folder.hpp"
#include "sim/scenario/step.hpp"

namespace parley::sim::real {

/// What one play in the real world consists of: the registry's program, a lane to it for each of the
/// cast, and who is at the other end of it. All of it lives on one loop in this process's thread, but for
/// the programs; with the stage they end, and the folder with all that they wrote is gone.
class Stage {
 public:
  /// The scenario, the programs and the tapes outlive it. Where there are `tapes`, each program records
  /// itself there.
  Stage(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes);

  const scenario::Scenario& scenario() const { return scenario_; }
  adapters::EventLoop& loop() { return loop_; }
  Delays& delays() { return delays_; }
  Observer& observer() { return observer_; }
  const Observer& observer() const { return observer_; }

  RegistryProgram& registry() { return registry_; }
  void crash_registry();
  void stop_registry();  ///< In order: soon it does not run any more.

  /// What has to be done now and then, between turns: the lanes open their doors once the registry
  /// listens, the observer goes on.
  void tend();
  bool is_open() const { return open_; }  ///< Whether the registry can be reached.

  Seat& seat(scenario::PersonId id) { return seats_[id.index]; }
  const Seat& seat(scenario::PersonId id) const { return seats_[id.index]; }
  Caller& caller(scenario::ClientId id) { return callers_[id.index]; }
  const Caller& caller(scenario::ClientId id) const { return callers_[id.index]; }
  std::deque<Seat>& seats() { return seats_; }
  std::deque<Lane>& lanes() { return lanes_; }
  Lane& lane(const scenario::NodeRef& node);  ///< Not of the registry.

  /// What each person sees, in the form of scenario::transcript().
  std::string transcript() const;

 private:
  HostPort front_of(std::size_t lane) const;

  const scenario::Scenario& scenario_;
  TemporaryFolder folder_;
  adapters::EventLoop loop_;
  adapters::ReadableWatches watches_{loop_};
  adapters::AsioNetwork network_{loop_, {}};
  Delays delays_{loop_};
  RegistryAddress address_;
  RegistryProgram registry_;
  Observer observer_;
  std::deque<Lane> lanes_;  ///< People's first, then the clients'.
  std::deque<Seat> seats_;
  std::deque<Caller> callers_;
  bool open_ = false;
};

}  // namespace parley::sim::real
