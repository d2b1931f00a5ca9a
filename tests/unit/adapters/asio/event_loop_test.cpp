#include "adapters/asio/event_loop.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <thread>
#include <vector>

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

}  // namespace
}  // namespace parley::adapters
