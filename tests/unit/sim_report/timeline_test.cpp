#include "sim/report/timeline.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::report {
namespace {

using std::chrono::milliseconds;

TraceEvent event_at(int ms, TraceKind kind, std::string_view bytes = {}) {
  TraceEvent event{Instant(milliseconds(ms)), kind, NodeId{0}, NodeId{0}, bytes};
  event.sent = event.at;
  return event;
}

TEST(Timeline, keeps_events_in_order_with_their_bytes) {
  Timeline timeline;
  timeline.on_event(event_at(1, TraceKind::kTyped, "hello"));
  TraceEvent message = event_at(5, TraceKind::kRecord, "LOGOUT");
  message.node = NodeId{1};
  message.sent = Instant(milliseconds(3));
  message.channel = 9;
  timeline.on_event(message);
  timeline.on_event(event_at(6, TraceKind::kPrinted, "hello"));
  const auto events = timeline.events();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[1].sent, Instant(milliseconds(3)));
  EXPECT_EQ(events[1].channel, 9U);
  EXPECT_EQ(timeline.texts()[events[1].text].bytes, "LOGOUT");
  EXPECT_EQ(events[0].text, events[2].text);
  EXPECT_EQ(timeline.node_count(), 2U);
}

TEST(Timeline, forgets_the_oldest_messages_and_nothing_that_lasts) {
  Timeline timeline(2);
  timeline.on_event(event_at(1, TraceKind::kCrashed));
  for (int ms = 2; ms < 6; ++ms) timeline.on_event(event_at(ms, TraceKind::kRecord));
  timeline.on_event(event_at(6, TraceKind::kPrinted, "line"));
  const auto events = timeline.events();
  ASSERT_EQ(events.size(), 4U);
  EXPECT_EQ(events[0].kind, TraceKind::kCrashed);
  EXPECT_EQ(events[1].at, Instant(milliseconds(4)));
  EXPECT_EQ(events[2].at, Instant(milliseconds(5)));
  EXPECT_EQ(events[3].kind, TraceKind::kPrinted);
  EXPECT_EQ(timeline.forgotten(), 2U);
}

TEST(Timeline, names_nodes_as_the_world_does_and_others_by_their_number) {
  World world;
  world.add_node("registry");
  world.add_node("ada");
  Timeline timeline;
  timeline.name_nodes(world);
  TraceEvent event = event_at(1, TraceKind::kStarted);
  event.node = NodeId{3};
  timeline.on_event(event);
  EXPECT_EQ(timeline.name(NodeId{1}), "ada");
  EXPECT_EQ(timeline.name(NodeId{3}), "node 3");
}

TEST(Timeline, hears_what_happens_in_a_world) {
  World world;
  Node& node = world.add_node("registry");
  Timeline timeline;
  world.add_listener(&timeline);
  world.after(milliseconds(2), [&node] { node.vanish(); });
  world.run_for(milliseconds(3));
  world.remove_listener(&timeline);
  ASSERT_EQ(timeline.events().size(), 2U);
  EXPECT_EQ(timeline.events()[1].kind, TraceKind::kVanished);
  EXPECT_EQ(timeline.events()[1].at, Instant(milliseconds(2)));
}

TEST(TextPool, keeps_each_text_once) {
  TextPool pool;
  const TextId first = pool.add("a");
  EXPECT_EQ(pool.add("a"), first);
  EXPECT_NE(pool.add("b"), first);
  EXPECT_EQ(pool.add(""), TextId{});
  EXPECT_EQ(pool.size(), 3U);
}

TEST(TextPool, keeps_the_beginning_of_what_is_too_long_and_its_size) {
  TextPool pool;
  const std::string longest(TextPool::kMaxKeptBytes, 'x');
  const TextId whole = pool.add(longest);
  const TextId cut = pool.add(longest + "y");
  EXPECT_NE(whole, cut);
  EXPECT_EQ(pool[whole].size, longest.size());
  EXPECT_EQ(pool[cut].size, longest.size() + 1);
  EXPECT_EQ(pool[cut].bytes, longest);
}

}  // namespace
}  // namespace parley::sim::report
