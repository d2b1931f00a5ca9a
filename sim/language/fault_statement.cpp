#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

/// The faults of machines: whoever they inject, and the registry's disk.
namespace parley::sim::scenario {
namespace {

template <class F>
F lasting(Cursor& cursor, const NameTable& name_table) {
  F fault;
  fault.nodes = name_table.expect_nodes(cursor);
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

std::optional<Fault> accept_fault(Cursor& cursor, const NameTable& name_table) {
  if (cursor.accept("crash")) return lasting<Crash>(cursor, name_table);
  if (cursor.accept("stop the registry") || cursor.accept("stop registry"))
    return StopRegistry{cursor.accept_for_time()};
  if (cursor.accept("restart")) return Restart{name_table.expect_nodes(cursor)};
  if (cursor.accept("pause")) return lasting<Pause>(cursor, name_table);
  if (cursor.accept("resume")) return Resume{name_table.expect_nodes(cursor)};
  if (cursor.accept("the disk works")) return DiskWorks{};
  if (cursor.accept("the disk")) {
    const DiskFailure what = expect_keyword(cursor, kDiskFailureKeywords);
    return DiskFails{what, cursor.accept_for_time()};
  }
  if (cursor.accept("the clocks of") || cursor.accept("the clock of")) {
    return clock_rate(cursor, name_table.expect_nodes(cursor));
  }
  if (const auto owner = name_table.accept_owner(cursor)) {
    cursor.expect("clock");
    return clock_rate(cursor, {*owner});
  }
  return accept_network_fault(cursor, name_table);
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
