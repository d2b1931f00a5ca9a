#include "adapters/asio/event_loop.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <thread>
#include <vector>

#include "adapters/asio/turn_limits.hpp"
#include "base/limits.hpp"

namespace parley::adapters {
namespace {

using namespace std::chrono_literals;

TEST(EventLoop, runs_until_it_is_stopped) {
  EventLoop loop;
  int turns = 0;
  loop.post([&] { ++turns; });
  loop.post([&] { loop.stop(); });
  loop.post([&] { ++turns; });
  loop.run();
  EXPECT_EQ(turns, 1);
}

TEST(EventLoop, does_not_run_when_it_was_stopped_before) {
  EventLoop loop;
  loop.stop();
  loop.run();
  EXPECT_FALSE(loop.run_until([] { return false; }, 1h));
}

TEST(EventLoop, has_its_alarm_rung_although_there_is_always_something_to_do) {
  struct Sleeper final : WakeHandler {
    void on_wake() override { woken = true; }
    bool woken = false;
  } sleeper;
  EventLoop loop;
  loop.set_wake_handler(&sleeper);
  std::function<void()> busy = [&] { loop.post(busy); };
  loop.post(busy);
  loop.wake_at(loop.now());
  EXPECT_FALSE(loop.run_until([&] { return sleeper.woken; }, limits::kReadBeforeAlarm / 2));
  EXPECT_TRUE(loop.run_until([&] { return sleeper.woken; }, 10s));
}

TEST(EventLoop, takes_tasks_from_other_threads_in_their_order) {
  EventLoop loop;
  std::vector<int> order;
  std::thread other([&] {
    for (int i = 0; i < 1'000; ++i) loop.post([&order, i] { order.push_back(i); });
    loop.post([&] { loop.stop(); });
  });
  loop.run();
  other.join();
  ASSERT_EQ(order.size(), 1'000u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(EventLoop, calls_the_handler_each_time_the_system_asks_for_an_end) {
  EventLoop loop;
  int asked = 0;
  loop.on_termination([&] {
    if (++asked == 2) loop.stop();
    if (asked == 1) ::raise(SIGINT);
  });
  ::raise(SIGTERM);
  loop.run();
  EXPECT_EQ(asked, 2);
}

TEST(EventLoop, drops_what_is_posted_when_it_is_destroyed) {
  const auto kept = std::make_shared<int>(0);
  {
    EventLoop loop;
    loop.post([kept] { ++*kept; });
  }
  EXPECT_EQ(*kept, 0);
  EXPECT_EQ(kept.use_count(), 1);
}

struct TurnEnd final : TurnEndHandler {
  explicit TurnEnd(std::string& told) : order(told) {}
  void on_turn_end() override { order += "e"; }
  std::string& order;
};

TEST(EventLoop, runs_what_a_turn_posts_before_its_end_and_what_it_defers_behind_it) {
  EventLoop loop;
  std::string order;
  const auto end = std::make_shared<TurnEnd>(order);
  EXPECT_FALSE(loop.at_turn_end(end));  // None is under way.
  loop.defer([&] {
    loop.defer([&] { order += "d"; });
    EXPECT_TRUE(loop.at_turn_end(end));
    loop.post([&] {
      order += "p";
      loop.post([&] { order += "q"; });
    });
    order += "t";
  });
  EXPECT_TRUE(loop.run_until([&] { return order.size() == 5; }, 10s));
  EXPECT_EQ(order, "tpqed");
}

TEST(EventLoop, lets_others_have_their_turn_when_tasks_post_tasks_without_end) {
  EventLoop loop;
  std::size_t tasks = 0;
  std::size_t tasks_before = 0;
  std::function<void()> busy = [&] {
    ++tasks;
    loop.post(busy);
  };
  loop.defer([&] {
    loop.post(busy);
    loop.defer([&] { tasks_before = tasks; });
  });
  EXPECT_TRUE(loop.run_until([&] { return tasks_before > 0; }, 10s));
  EXPECT_LE(tasks_before, kTasksPerTurn);
}

TEST(EventLoop, runs_what_is_posted_at_the_end_of_a_turn) {
  struct Poster final : TurnEndHandler {
    explicit Poster(EventLoop& events) : loop(events) {}
    void on_turn_end() override {
      loop.post([this] { ran = true; });
    }
    EventLoop& loop;
    bool ran = false;
  };
  EventLoop loop;
  const auto poster = std::make_shared<Poster>(loop);
  loop.defer([&] { loop.at_turn_end(poster); });
  EXPECT_TRUE(loop.run_until([&] { return poster->ran; }, 10s));
}

}  // namespace
}  // namespace parley::adapters
