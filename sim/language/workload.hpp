#pragma once

#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "sim/language/participants.hpp"

namespace parley::sim::scenario {

/// What people do when nobody tells them exactly what.
enum class WorkloadAction : std::uint8_t {
  kSay,
  kJoin,
  kCreate,
  kLeave,
  kListRooms,
  kListPeople,
  kLookFor,
  kLogOut,
  kCrash,
  kVanish,
};

struct WeightedAction {
  std::uint32_t weight = 1;
  WorkloadAction what = WorkloadAction::kSay;
  bool operator==(const WeightedAction&) const = default;
};

/// For a while each of them does one thing after another, drawn by weight among what the own screen
/// offers at that moment; who is out (not started, crashed, logged out) comes back in before. Each draws
/// from a stream of their own, so that one person's day does not hang on another's.
struct Workload {
  Duration time{};
  std::vector<PersonId> who;
  Duration pause{};  ///< Between two actions up to twice as long; zero: a second.
  std::vector<WeightedAction> actions;
  bool operator==(const Workload&) const = default;
};

}  // namespace parley::sim::scenario
