#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/check/check.hpp"

namespace parley::sim::check {

/// Rare states that correct programs pass through. Add new ones at the end.
enum class CoverageMark : std::uint8_t {
  kHostLeft,
  kHostTimedOut,
  kHostLost,
  kRoomEmptied,
  kJoinedTooLate,
  kRoomTaken,
  kPortTaken,
  kPlaceTakenUp,
  kPlaceGivenUp,
  kRestartedWithMembers,
  kCrashedWithRequest,
  kCommittedUnanswered,
  kSessionTimedOut,
  kEndedWithRequest,
  kOnlineElsewhere,
  kLoginAtTimeout,
  kWrongSecret,
  kNameTaken,
  kSignUpsAtOnce,
  kStoreFailed,
  kPipelined,
  kRegistryPausedLong,
  kPeerCameBack,
  kPeerGaveUp,
  kTalkWithoutRegistry,
  kLineLost,
  kLineRepeated,
  kLinesOvertook,
  kRoomMoved,
  kLateLineShown,
};

inline constexpr std::size_t kCoverageMarks = static_cast<std::size_t>(CoverageMark::kLateLineShown) + 1;

/// In words, in the order of CoverageMark.
inline constexpr std::array<std::string_view, kCoverageMarks> kCoverageMarkNames = {
    "a host left the room to others",
    "a host timed out with others in the room",
    "a host's connection was lost with others in the room",
    "a room was emptied",
    "a room was gone when somebody joined it",
    "a room was created whose name is taken",
    "a room's maker announced a port that another room has",
    "a member took up the place held for them",
    "a place was held in vain",
    "the registry restarted with members in rooms",
    "the registry went down with a request open",
    "a sign-up was made and its answer lost",
    "a session timed out",
    "a session ended with a request open",
    "a login met its user online",
    "a session of the user ended while a login waited",
    "a secret was wrong",
    "a name was taken",
    "two signed up with one name at once",
    "the store failed a request",
    "a request waited behind another",
    "the registry stood still for longer than the time-out",
    "a peer came back by itself",
    "a peer gave up",
    "people talked while the registry was away",
    "a line was lost on its way",
    "a line came twice",
    "lines overtook each other",
    "a room moved to another port",
    "a line came after its writer had left",
};

/// Counts how often each rare state was reached.
class CoverageMarks {
 public:
  void reach(CoverageMark rare) { ++counts_[static_cast<std::size_t>(rare)]; }
  std::vector<MarkCount> all() const {
    std::vector<MarkCount> marks;
    for (std::size_t i = 0; i < kCoverageMarks; ++i) marks.emplace_back(kCoverageMarkNames[i], counts_[i]);
    return marks;
  }

 private:
  std::array<std::uint64_t, kCoverageMarks> counts_{};
};

}  // namespace parley::sim::check
