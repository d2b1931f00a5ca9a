#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"

namespace parley::sim::check {

/// A room's version rises with each change of its members and with nothing else;
/// its term rises with each change of its host and with nothing else.
class Monotonicity {
 public:
  explicit Monotonicity(Findings& findings) : check_("terms-and-versions-rise", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const registry::Room& room, bool may_be_back);

  struct Seen {
    std::uint64_t version = 0;
    std::uint64_t term = 0;
    std::vector<UserName> members;
  };
  std::map<std::uint64_t, Seen> seen_;  ///< By the room's number.
  const registry::Registry* of_ = nullptr;
  Instant loaded_at_{};
  Check check_;
};

}  // namespace parley::sim::check
