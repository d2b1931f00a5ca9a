#pragma once

#include <cstdint>
#include <string_view>

#include "tests/unit/sim_check/watched_world.hpp"

namespace parley::sim::check {

/// A connection of the stranger's that exists for the suite alone.
class FakeConnection {
 public:
  FakeConnection(WatchedWorld& fixture, std::uint64_t channel) : fixture_(fixture), channel_(channel) {
    fixture_.tell(TraceKind::kAccepted, fixture_.registry, *fixture_.stranger, {}, channel_);
    answer_raw("HELLO_BACK SUCCESS 200 ");
    fixture_.over();
  }

  void ask(std::string_view record) {
    fixture_.tell(TraceKind::kRecord, fixture_.registry, *fixture_.stranger, record, channel_);
  }
  void answer_raw(std::string_view record) {
    fixture_.tell_sent(TraceKind::kRecord, *fixture_.stranger, fixture_.registry, record, channel_);
  }
  /// In a later turn, as after the store's work.
  void answer_later(std::string_view record) {
    fixture_.over();
    fixture_.tell(TraceKind::kStored, fixture_.registry, fixture_.registry);
    answer_raw(record);
  }

 private:
  WatchedWorld& fixture_;
  std::uint64_t channel_;
};

}  // namespace parley::sim::check
