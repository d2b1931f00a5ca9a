#pragma once

#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "sim/scenario/cast.hpp"

namespace parley::sim::scenario {

/// What people do when nobody tells them exactly what.
enum class Pastime : std::uint8_t {
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

struct Habit {
  std::uint32_t weight = 1;
  Pastime what = Pastime::kSay;
  bool operator==(const Habit&) const = default;
};

/// For a while each of them does one thing after another, drawn by weight among what the own screen
/// offers at that moment; who is out (not started, crashed, logged out) comes back in before. Each draws
/// from a stream of their own, so that one person's day does not hang on another's.
struct Workload {
  Duration time{};
  std::vector<PersonId> who;
  Duration pause{};  ///< Between two deeds up to twice as long; zero: a second.
  std::vector<Habit> habits;
  bool operator==(const Workload&) const = default;
};

}  // namespace parley::sim::scenario
