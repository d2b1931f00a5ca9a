#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

namespace parley::sim::scenario {
namespace {

/// `5 say something`
WeightedAction weighted_action(Cursor& cursor) {
  const std::size_t weight = cursor.expect_number("a weight", limits::kWeight);
  if (weight == 0) cursor.fail("a weight of 0, expected at least 1");
  return {static_cast<std::uint32_t>(weight), expect_keyword(cursor, kWorkloadActionKeywords)};
}

}  // namespace

std::optional<Workload> accept_workload(Cursor& cursor, const Subject& subject, Duration time) {
  Cursor ahead = cursor;
  if (!ahead.accept("does", "do")) return std::nullopt;
  if (!ahead.accept_mark(':') && !ahead.accept("every")) return std::nullopt;
  if (!cursor.accept("does")) cursor.accept("do");
  Workload load{time, subject.people, {}, {}};
  if (cursor.accept("every")) {
    load.pause = cursor.expect_duration();
    if (load.pause == Duration::zero()) cursor.fail("no pause at all, expected a longer time");
  }
  cursor.expect_mark(':');
  if (load.time == Duration::zero()) cursor.fail("no time at all, expected a longer one");
  do {
    load.actions.push_back(weighted_action(cursor));
  } while (cursor.accept_mark(','));
  return load;
}

}  // namespace parley::sim::scenario
