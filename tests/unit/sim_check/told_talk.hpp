#pragma once

#include <cstdint>
#include <string_view>

#include "tests/unit/sim_check/watched_town.hpp"

namespace parley::sim::check {

/// A connection of the stranger's that exists for the suite alone.
class ToldTalk {
 public:
  ToldTalk(WatchedTown& town, std::uint64_t channel) : town_(town), channel_(channel) {
    town_.tell(TraceKind::kAccepted, town_.registry, *town_.stranger, {}, channel_);
    answer_raw("HELLO_BACK SUCCESS 200 ");
    town_.over();
  }

  void ask(std::string_view record) {
    town_.tell(TraceKind::kRecord, town_.registry, *town_.stranger, record, channel_);
  }
  void answer_raw(std::string_view record) {
    town_.tell_sent(TraceKind::kRecord, *town_.stranger, town_.registry, record, channel_);
  }
  /// In a later turn, as after the store's work.
  void answer_later(std::string_view record) {
    town_.over();
    town_.tell(TraceKind::kStored, town_.registry, town_.registry);
    answer_raw(record);
  }

 private:
  WatchedTown& town_;
  std::uint64_t channel_;
};

}  // namespace parley::sim::check
