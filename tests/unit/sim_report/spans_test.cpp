#include "sim/report/spans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string_view>
#include <vector>

namespace parley::sim::report {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr NodeId kRegistry{0};
constexpr NodeId kAda{1};
constexpr NodeId kBob{2};

class TimelineBuilder {
 public:
  void at(int ms, TraceKind kind, NodeId node, NodeId from, std::string_view bytes) {
    TraceEvent event{Instant(milliseconds(ms)), kind, node, from, bytes};
    event.sent = event.at;
    timeline_.on_event(event);
  }
  void node(int ms, TraceKind kind, NodeId node) { at(ms, kind, node, node, {}); }
  void network(int ms, std::string_view what, NodeId node, NodeId from) {
    at(ms, TraceKind::kNetwork, node, from, what);
  }
  std::vector<Span> spans() const { return spans_of(timeline_.events(), timeline_); }

 private:
  Timeline timeline_;
};

Instant at_ms(int ms) { return Instant(milliseconds(ms)); }

TEST(Spans, tell_when_a_program_was_down_and_why) {
  TimelineBuilder builder;
  builder.node(5, TraceKind::kStarted, kAda);
  builder.node(10, TraceKind::kCrashed, kAda);
  builder.node(20, TraceKind::kStarted, kAda);
  builder.node(30, TraceKind::kVanished, kAda);
  const auto spans = builder.spans();
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].kind, "absent");
  EXPECT_EQ(spans[0].to, at_ms(5));
  EXPECT_EQ(spans[1].kind, "crashed");
  EXPECT_EQ(spans[1].from, at_ms(10));
  EXPECT_EQ(spans[1].to, at_ms(20));
  EXPECT_EQ(spans[2].kind, "vanished");
  EXPECT_FALSE(spans[2].to);
}

TEST(Spans, end_a_pause_at_a_crash) {
  TimelineBuilder builder;
  builder.node(1, TraceKind::kPaused, kBob);
  builder.node(4, TraceKind::kCrashed, kBob);
  builder.node(6, TraceKind::kResumed, kBob);
  const auto spans = builder.spans();
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].kind, "paused");
  EXPECT_EQ(spans[0].to, at_ms(4));
}

TEST(Spans, put_the_cuts_of_a_partition_together) {
  TimelineBuilder builder;
  builder.network(1, "cut", kAda, kRegistry);
  builder.network(1, "cut", kBob, kRegistry);
  builder.network(9, "mend", kAda, kRegistry);
  builder.network(9, "mend", kBob, kRegistry);
  const auto spans = builder.spans();
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].kind, "cut");
  EXPECT_THAT(spans[0].left, ElementsAre(kAda, kBob));
  EXPECT_THAT(spans[0].right, ElementsAre(kRegistry));
  EXPECT_EQ(spans[0].to, at_ms(9));
}

TEST(Spans, keep_cuts_apart_that_end_apart_or_cross) {
  TimelineBuilder builder;
  builder.network(1, "cut", kAda, kRegistry);
  builder.network(1, "cut", kBob, kRegistry);
  builder.network(5, "mend", kAda, kRegistry);
  EXPECT_EQ(builder.spans().size(), 2U);
  TimelineBuilder crossing;
  crossing.network(1, "cut", kAda, kRegistry);
  crossing.network(1, "cut", kBob, kAda);
  EXPECT_EQ(crossing.spans().size(), 2U);
}

TEST(Spans, last_until_what_began_twice_has_ended_twice) {
  TimelineBuilder builder;
  builder.network(1, "cut", kAda, kRegistry);
  builder.network(2, "cut", kAda, kRegistry);
  builder.network(3, "mend", kAda, kRegistry);
  builder.network(4, "mend", kAda, kRegistry);
  builder.network(5, "mend", kAda, kRegistry);
  const auto spans = builder.spans();
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].to, at_ms(4));
}

TEST(Spans, tell_one_way_conditions_from_sender_to_receiver) {
  TimelineBuilder builder;
  builder.network(1, "clog", kRegistry, kAda);
  const auto spans = builder.spans();
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_TRUE(spans[0].one_way);
  EXPECT_THAT(spans[0].left, ElementsAre(kAda));
  EXPECT_THAT(spans[0].right, ElementsAre(kRegistry));
}

TEST(Spans, of_one_node_alone_have_no_other_side) {
  TimelineBuilder builder;
  builder.network(1, "cut-off 3", kAda, kAda);
  const auto spans = builder.spans();
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].kind, "cut");
  EXPECT_THAT(spans[0].right, IsEmpty());
}

TEST(Spans, leave_out_what_does_not_last) {
  TimelineBuilder builder;
  builder.network(1, "lose 30%", kRegistry, kRegistry);
  EXPECT_THAT(builder.spans(), IsEmpty());
}

}  // namespace
}  // namespace parley::sim::report
