#include "sim/explore/twice.hpp"

#include <gmock/gmock.h>

namespace parley::sim::explore {
namespace {

using ::testing::HasSubstr;

TraceEvent event_at(int second, std::string_view bytes) {
  return {Instant(std::chrono::seconds(second)), TraceKind::kRecord, NodeId{2}, NodeId{1}, bytes};
}

std::optional<Parting> parting_of(const std::vector<TraceEvent>& first,
                                  const std::vector<TraceEvent>& second) {
  Twice twice;
  for (const TraceEvent& event : first) twice.first().on_event(event);
  for (const TraceEvent& event : second) twice.second().on_event(event);
  return twice.parting();
}

TEST(Twice, finds_nothing_when_both_plays_are_the_same) {
  EXPECT_FALSE(parting_of({event_at(1, "a"), event_at(2, "b")}, {event_at(1, "a"), event_at(2, "b")}));
  EXPECT_FALSE(parting_of({}, {}));
}

TEST(Twice, names_the_first_event_that_differs) {
  const auto parting = parting_of({event_at(1, "a"), event_at(2, "left"), event_at(3, "x")},
                                  {event_at(1, "a"), event_at(2, "right"), event_at(3, "y")});
  ASSERT_TRUE(parting);
  EXPECT_EQ(parting->event, 2U);
  EXPECT_EQ(parting->node, NodeId{2});
  EXPECT_THAT(parting->first, HasSubstr("left"));
  EXPECT_THAT(parting->second, HasSubstr("right"));
  EXPECT_THAT(parting->second, HasSubstr("2.000000"));
}

TEST(Twice, sees_a_difference_of_time_alone) {
  EXPECT_TRUE(parting_of({event_at(1, "a")}, {event_at(2, "a")}));
}

TEST(Twice, names_the_event_that_only_one_of_them_has) {
  const auto shorter = parting_of({event_at(1, "a"), event_at(2, "b")}, {event_at(1, "a")});
  ASSERT_TRUE(shorter);
  EXPECT_EQ(shorter->event, 2U);
  EXPECT_THAT(shorter->first, HasSubstr("\"b\""));
  EXPECT_EQ(shorter->second, "");
  const auto longer = parting_of({event_at(1, "a")}, {event_at(1, "a"), event_at(2, "b")});
  ASSERT_TRUE(longer);
  EXPECT_EQ(longer->event, 2U);
  EXPECT_EQ(longer->first, "");
}

}  // namespace
}  // namespace parley::sim::explore
