#include "sim/scenario/limits.hpp"
#include "sim/scenario/sentences.hpp"
#include "sim/scenario/words.hpp"

/// The faults of machines: whoever they strike, and the registry's disk.
namespace parley::sim::scenario {
namespace {

template <class F>
F lasting(Cursor& cursor, const Roster& roster) {
  F fault;
  fault.nodes = roster.expect_nodes(cursor);
  fault.time = cursor.accept_for_time();
  return fault;
}

/// `runs 5% fast [for TIME]`, `runs right`: behind `clock`.
ClockRate clock_rate(Cursor& cursor, Nodes nodes) {
  if (!cursor.accept("runs", "run")) cursor.fail_expecting("`runs`");
  ClockRate fault{std::move(nodes), 0, std::nullopt};
  if (cursor.accept("right")) return fault;
  const std::uint32_t ppm = cursor.expect_share("5%");
  if (ppm > limits::kClockPpm || ppm == 0) cursor.fail("no clock does so, expected above 0% and at most 50%");
  fault.ppm = static_cast<std::int32_t>(ppm);
  if (cursor.accept("slow")) {
    fault.ppm = -fault.ppm;
  } else if (!cursor.accept("fast")) {
    cursor.fail_expecting("`fast` or `slow`");
  }
  fault.time = cursor.accept_for_time();
  return fault;
}

}  // namespace

std::optional<Fault> accept_fault(Cursor& cursor, const Roster& roster) {
  if (cursor.accept("crash")) return lasting<Crash>(cursor, roster);
  if (cursor.accept("stop the registry") || cursor.accept("stop registry"))
    return StopRegistry{cursor.accept_for_time()};
  if (cursor.accept("restart")) return Restart{roster.expect_nodes(cursor)};
  if (cursor.accept("pause")) return lasting<Pause>(cursor, roster);
  if (cursor.accept("resume")) return Resume{roster.expect_nodes(cursor)};
  if (cursor.accept("the disk works")) return DiskWorks{};
  if (cursor.accept("the disk")) {
    const DiskTrouble what = expect_one(cursor, kDiskWords);
    return DiskFails{what, cursor.accept_for_time()};
  }
  if (cursor.accept("the clocks of") || cursor.accept("the clock of")) {
    return clock_rate(cursor, roster.expect_nodes(cursor));
  }
  if (const auto owner = roster.accept_owner(cursor)) {
    cursor.expect("clock");
    return clock_rate(cursor, {*owner});
  }
  return accept_network_fault(cursor, roster);
}

std::optional<Fault> accept_subject_fault(Cursor& cursor, const Subject& subject) {
  if (cursor.accept("loses power", "lose power")) return LosePower{subject.nodes, cursor.accept_for_time()};
  if (cursor.accept("moves", "move")) return Move{subject.nodes};
  const bool only_registry = subject.nodes == Nodes{TheRegistry{}};
  if (only_registry && cursor.accept("gets a new key")) return NewKey{};
  if (subject.registry) return std::nullopt;
  if (cursor.accept("vanishes", "vanish")) return Vanish{subject.nodes};
  if (cursor.accept("is deaf", "are deaf")) return Deaf{subject.nodes, cursor.accept_for_time()};
  if (cursor.accept("hears again", "hear again")) return HearAgain{subject.nodes};
  return std::nullopt;
}

}  // namespace parley::sim::scenario
