#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/check/watched_nodes.hpp"

namespace parley::sim::check {

/// States that are rare and that right programs get through all the same. Add new ones at the end.
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

class CoverageMarks {
 public:
  void reach(CoverageMark rare) { ++counts_[static_cast<std::size_t>(rare)]; }
  std::vector<MarkCount> all() const;

 private:
  std::array<std::uint64_t, static_cast<std::size_t>(CoverageMark::kLateLineShown) + 1> counts_{};
};

}  // namespace parley::sim::check
