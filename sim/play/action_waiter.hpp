#pragma once

#include <vector>

#include "sim/play/monitored_run.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim::scenario {

/// Lets time pass until those who do something are done with it, or it is clear that they never will be,
/// which is a failure.
class ActionWaiter {
 public:
  ActionWaiter(SimCluster& cluster, MonitoredRun& run) : cluster_(cluster), run_(run) {}

  void finish_people(std::vector<PersonId> busy);
  void finish_clients(std::vector<ClientId> connecting);

 private:
  bool advance_people(std::vector<PersonId>& busy);
  bool advance_clients(std::vector<ClientId>& connecting);

  SimCluster& cluster_;
  MonitoredRun& run_;
};

}  // namespace parley::sim::scenario
