#include "sim/world/event_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/world/random.hpp"

namespace parley::sim {
namespace {

constexpr Instant at(std::int64_t nanoseconds) { return Instant(Duration(nanoseconds)); }

Event script(std::uint32_t number) { return Event{.kind = EventKind::kScript, .a = number}; }

TEST(EventQueue, gives_events_by_time_when_pushed_in_any_order) {
  EventQueue queue;
  for (const int when : {5, 1, 4, 2, 3}) queue.push(at(when), script(static_cast<std::uint32_t>(when)));
  std::vector<std::uint32_t> order;
  while (const auto due = queue.pop(Instant::max())) order.push_back(due->event.a);
  EXPECT_EQ(order, (std::vector<std::uint32_t>{1, 2, 3, 4, 5}));
}

TEST(EventQueue, gives_events_in_the_order_of_pushing_when_due_at_the_same_time) {
  EventQueue queue;
  for (std::uint32_t i = 0; i < 100; ++i) queue.push(at(7), script(i));
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(queue.pop(at(7))->event.a, i);
  EXPECT_FALSE(queue.pop(Instant::max()));
}

TEST(EventQueue, keeps_what_is_due_after_the_limit) {
  EventQueue queue;
  queue.push(at(10), script(1));
  EXPECT_FALSE(queue.pop(at(9)));
  EXPECT_TRUE(queue.pop(at(10)));
}

TEST(EventQueue, orders_alarms_and_messages_by_who_came_first_when_due_at_the_same_time) {
  EventQueue queue;
  queue.add_node();
  queue.push(at(5), script(1));
  queue.set_alarm(NodeId{0}, at(5));
  queue.push(at(5), script(2));
  EXPECT_EQ(queue.pop(at(5))->event.a, 1U);
  EXPECT_EQ(queue.pop(at(5))->event.kind, EventKind::kWake);
  EXPECT_EQ(queue.pop(at(5))->event.a, 2U);
}

TEST(EventQueue, lets_an_alarm_go_off_once_at_its_latest_time_when_moved) {
  EventQueue queue;
  queue.add_node();
  queue.set_alarm(NodeId{0}, at(5));
  queue.set_alarm(NodeId{0}, at(50));
  queue.set_alarm(NodeId{0}, at(20));
  EXPECT_EQ(queue.next_time(), at(20));
  EXPECT_EQ(queue.pop(Instant::max())->when, at(20));
  EXPECT_FALSE(queue.pop(Instant::max()));
}

TEST(EventQueue, forgets_an_alarm_when_cancelled) {
  EventQueue queue;
  queue.add_node();
  queue.set_alarm(NodeId{0}, at(5));
  queue.cancel_alarm(NodeId{0});
  EXPECT_EQ(queue.next_time(), std::nullopt);
}

/// Against a sorted vector, over many random pushes, alarms, cancellations and pops.
TEST(EventQueue, agrees_with_a_sorted_list_over_random_use) {
  struct Expected {
    Instant when;
    std::uint64_t sequence;
    int what;  // A script's number, or -1 - node.
  };
  EventQueue queue;
  std::vector<Expected> expected;
  Random random(1);
  std::uint64_t sequence = 0;
  Instant now{};
  constexpr std::uint32_t kNodes = 20;
  for (std::uint32_t i = 0; i < kNodes; ++i) queue.add_node();
  const auto remove_alarm = [&expected](int node) {
    std::erase_if(expected, [node](const Expected& e) { return e.what == -1 - node; });
  };
  for (int i = 0; i < 20'000; ++i) {
    const Instant when = now + Duration(static_cast<std::int64_t>(random.below(50)));
    const auto node = static_cast<std::uint32_t>(random.below(kNodes));
    switch (random.below(4)) {
      case 0:
        queue.push(when, script(static_cast<std::uint32_t>(i)));
        expected.push_back({when, sequence++, i});
        break;
      case 1: {
        const auto same = std::any_of(expected.begin(), expected.end(), [&](const Expected& e) {
          return e.what == -1 - static_cast<int>(node) && e.when == when;
        });
        queue.set_alarm(NodeId{node}, when);
        if (!same) {
          remove_alarm(static_cast<int>(node));
          expected.push_back({when, sequence, -1 - static_cast<int>(node)});
        }
        ++sequence;
        break;
      }
      case 2:
        if (random.chance(300)) {
          queue.cancel_alarm(NodeId{node});
          remove_alarm(static_cast<int>(node));
        }
        break;
      default: {
        const auto first =
            std::min_element(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
              return a.when != b.when ? a.when < b.when : a.sequence < b.sequence;
            });
        const auto due = queue.pop(Instant::max());
        ASSERT_EQ(due.has_value(), first != expected.end());
        if (!due) break;
        now = due->when;
        ASSERT_EQ(due->when, first->when);
        const int what = due->event.kind == EventKind::kWake ? -1 - static_cast<int>(number(due->event.node))
                                                             : static_cast<int>(due->event.a);
        ASSERT_EQ(what, first->what);
        expected.erase(first);
      }
    }
  }
}

}  // namespace
}  // namespace parley::sim
