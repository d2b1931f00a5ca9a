#pragma once

#include <vector>

#include "sim/scenario/course.hpp"
#include "sim/scenario/stage.hpp"

namespace parley::sim::scenario {

/// Lets time pass until those who do something are done with it, or it is clear that they never will be,
/// which is a failure.
class Waiting {
 public:
  Waiting(Stage& stage, Course& course) : stage_(stage), course_(course) {}

  void finish_people(std::vector<PersonId> busy);
  void finish_clients(std::vector<ClientId> connecting);

 private:
  bool settle_people(std::vector<PersonId>& busy);
  bool settle_clients(std::vector<ClientId>& connecting);

  Stage& stage_;
  Course& course_;
};

}  // namespace parley::sim::scenario
