#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What a scenario expects of the registry's tables.
namespace parley::sim::scenario {

/// How a number is meant.
enum class Bound : std::uint8_t { kExactly, kAtLeast, kAtMost };

struct ExpectedRoom {
  std::string name;
  std::vector<std::string> members;  ///< Sorted.
  std::string host;
  bool operator==(const ExpectedRoom&) const = default;
};
/// The registry's rooms, all of them, in any order.
struct RoomsAre {
  std::vector<ExpectedRoom> rooms;
  bool operator==(const RoomsAre&) const = default;
};
struct RoomHas {
  std::string room;
  std::size_t members = 0;
  Bound bound = Bound::kExactly;
  bool operator==(const RoomHas&) const = default;
};
/// Who is logged in at the registry, nobody else.
struct OnlineAre {
  std::vector<std::string> users;
  bool operator==(const OnlineAre&) const = default;
};
struct OnlineCount {
  std::size_t users = 0;
  Bound bound = Bound::kExactly;
  bool operator==(const OnlineCount&) const = default;
};

}  // namespace parley::sim::scenario
