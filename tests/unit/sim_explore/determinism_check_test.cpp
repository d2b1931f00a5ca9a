#include "sim/explore/determinism_check.hpp"

#include <gmock/gmock.h>

namespace parley::sim::explore {
namespace {

using ::testing::HasSubstr;

TraceEvent event_at(int second, std::string_view bytes) {
  return {Instant(std::chrono::seconds(second)), TraceKind::kRecord, NodeId{2}, NodeId{1}, bytes};
}

std::optional<Divergence> divergence_of(const std::vector<TraceEvent>& first,
                                        const std::vector<TraceEvent>& second) {
  DeterminismCheck determinism_check;
  for (const TraceEvent& event : first) determinism_check.first().on_event(event);
  for (const TraceEvent& event : second) determinism_check.second().on_event(event);
  return determinism_check.divergence();
}

TEST(DeterminismCheck, finds_nothing_when_both_plays_are_the_same) {
  EXPECT_FALSE(divergence_of({event_at(1, "a"), event_at(2, "b")}, {event_at(1, "a"), event_at(2, "b")}));
  EXPECT_FALSE(divergence_of({}, {}));
}

TEST(DeterminismCheck, names_the_first_event_that_differs) {
  const auto divergence = divergence_of({event_at(1, "a"), event_at(2, "left"), event_at(3, "x")},
                                        {event_at(1, "a"), event_at(2, "right"), event_at(3, "y")});
  ASSERT_TRUE(divergence);
  EXPECT_EQ(divergence->event, 2U);
  EXPECT_EQ(divergence->node, NodeId{2});
  EXPECT_THAT(divergence->first, HasSubstr("left"));
  EXPECT_THAT(divergence->second, HasSubstr("right"));
  EXPECT_THAT(divergence->second, HasSubstr("2.000000"));
}

TEST(DeterminismCheck, sees_a_difference_of_time_alone) {
  EXPECT_TRUE(divergence_of({event_at(1, "a")}, {event_at(2, "a")}));
}

TEST(DeterminismCheck, names_the_event_that_only_one_of_them_has) {
  const auto shorter = divergence_of({event_at(1, "a"), event_at(2, "b")}, {event_at(1, "a")});
  ASSERT_TRUE(shorter);
  EXPECT_EQ(shorter->event, 2U);
  EXPECT_THAT(shorter->first, HasSubstr("\"b\""));
  EXPECT_EQ(shorter->second, "");
  const auto longer = divergence_of({event_at(1, "a")}, {event_at(1, "a"), event_at(2, "b")});
  ASSERT_TRUE(longer);
  EXPECT_EQ(longer->event, 2U);
  EXPECT_EQ(longer->first, "");
}

}  // namespace
}  // namespace parley::sim::explore
