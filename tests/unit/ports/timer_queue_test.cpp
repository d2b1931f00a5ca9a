#include "ports/timer_queue.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/fake_clock.hpp"

namespace parley {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class TimerQueueTest : public ::testing::Test {
 protected:
  std::function<void()> noting(std::string name) {
    return [this, name = std::move(name)] { expired.push_back(name); };
  }

  FakeClock clock;
  TimerQueue queue{clock};
  std::vector<std::string> expired;
};

TEST_F(TimerQueueTest, holds_nobody_up_when_a_callback_arms_itself_for_the_past) {
  clock.jump_to(Instant(10s));
  Timer busy(queue, [&] { busy.expire_at(Instant(1s)); });
  Timer patient(queue, noting("patient"));
  busy.expire_at(Instant(11s));
  patient.expire_at(Instant(11s));
  clock.jump_to(Instant(12s));
  EXPECT_THAT(expired, ElementsAre("patient"));
}

TEST_F(TimerQueueTest, sets_no_alarm_when_nothing_is_armed) {
  const Timer idle(queue, [] {});
  EXPECT_EQ(clock.alarm(), std::nullopt);
  EXPECT_FALSE(idle.armed());
  EXPECT_EQ(queue.armed_count(), 0U);
}

TEST_F(TimerQueueTest, expires_at_the_deadline_and_not_before) {
  Timer timer(queue, noting("a"));
  timer.expire_after(10ms);
  clock.jump_to(Instant(9'999'999ns));
  EXPECT_THAT(expired, ElementsAre());
  clock.jump_to(Instant(10ms));
  EXPECT_THAT(expired, ElementsAre("a"));
  EXPECT_FALSE(timer.armed());
  EXPECT_EQ(clock.alarm(), std::nullopt);
}

TEST_F(TimerQueueTest, expires_nothing_when_it_is_woken_too_early) {
  Timer timer(queue, noting("a"));
  timer.expire_after(10ms);
  clock.wake_too_early();
  EXPECT_THAT(expired, ElementsAre());
  EXPECT_EQ(clock.alarm(), Instant(10ms));
}

TEST_F(TimerQueueTest, expires_by_deadline_whatever_the_order_of_arming) {
  Timer a(queue, noting("a"));
  Timer b(queue, noting("b"));
  Timer c(queue, noting("c"));
  c.expire_after(3ms);
  a.expire_after(1ms);
  b.expire_after(2ms);
  clock.jump_to(Instant(5ms));
  EXPECT_THAT(expired, ElementsAre("a", "b", "c"));
}

TEST_F(TimerQueueTest, expires_by_order_of_arming_when_deadlines_are_equal) {
  std::vector<std::unique_ptr<Timer>> timers;
  std::vector<std::string> wanted;
  for (int i = 0; i < 20; ++i) {
    timers.push_back(std::make_unique<Timer>(queue, noting(std::to_string(i))));
    wanted.push_back(std::to_string(i));
  }
  for (auto& timer : timers) timer->expire_after(1ms);
  clock.jump_to(Instant(1ms));
  EXPECT_EQ(expired, wanted);
}

TEST_F(TimerQueueTest, counts_a_timer_as_armed_anew_when_it_is_armed_again) {
  Timer a(queue, noting("a"));
  Timer b(queue, noting("b"));
  a.expire_after(1ms);
  b.expire_after(1ms);
  a.expire_after(1ms);
  clock.jump_to(Instant(1ms));
  EXPECT_THAT(expired, ElementsAre("b", "a"));
}

TEST_F(TimerQueueTest, moves_the_alarm_when_the_earliest_timer_is_armed_again) {
  Timer a(queue, noting("a"));
  Timer b(queue, noting("b"));
  a.expire_after(10ms);
  b.expire_after(20ms);
  EXPECT_EQ(clock.alarm(), Instant(10ms));
  a.expire_after(30ms);
  EXPECT_EQ(clock.alarm(), Instant(20ms));
  a.expire_after(5ms);
  EXPECT_EQ(clock.alarm(), Instant(5ms));
  EXPECT_EQ(queue.armed_count(), 2U);
}

TEST_F(TimerQueueTest, moves_the_alarm_when_the_earliest_timer_is_cancelled) {
  Timer a(queue, noting("a"));
  Timer b(queue, noting("b"));
  a.expire_after(10ms);
  b.expire_after(20ms);
  a.cancel();
  EXPECT_EQ(clock.alarm(), Instant(20ms));
  b.cancel();
  EXPECT_EQ(clock.alarm(), std::nullopt);
  a.cancel();
  clock.jump_to(Instant(1s));
  EXPECT_THAT(expired, ElementsAre());
}

TEST_F(TimerQueueTest, forgets_a_timer_when_it_is_destroyed) {
  {
    Timer timer(queue, noting("a"));
    timer.expire_after(1ms);
    EXPECT_EQ(queue.armed_count(), 1U);
  }
  EXPECT_EQ(queue.armed_count(), 0U);
  EXPECT_EQ(clock.alarm(), std::nullopt);
}

TEST_F(TimerQueueTest, does_not_expire_a_due_timer_when_one_before_it_cancels_it) {
  Timer b(queue, noting("b"));
  Timer a(queue, [&] {
    expired.emplace_back("a");
    b.cancel();
  });
  a.expire_after(1ms);
  b.expire_after(2ms);
  clock.jump_to(Instant(5ms));
  EXPECT_THAT(expired, ElementsAre("a"));
  EXPECT_EQ(clock.alarm(), std::nullopt);
}

TEST_F(TimerQueueTest, does_not_expire_a_due_timer_when_one_before_it_destroys_it) {
  auto b = std::make_unique<Timer>(queue, noting("b"));
  Timer a(queue, [&] { b.reset(); });
  Timer c(queue, noting("c"));
  a.expire_after(1ms);
  b->expire_after(1ms);
  c.expire_after(1ms);
  clock.jump_to(Instant(1ms));
  EXPECT_THAT(expired, ElementsAre("c"));
}

TEST_F(TimerQueueTest, lets_a_timer_destroy_itself) {
  std::unique_ptr<Timer> timer;
  const std::string captured(100, 'x');  // Big enough to live on the heap with the callback.
  timer = std::make_unique<Timer>(queue, [&, captured] {
    timer.reset();
    expired.push_back(captured);
  });
  timer->expire_after(1ms);
  clock.jump_to(Instant(1ms));
  EXPECT_THAT(expired, ElementsAre(captured));
  EXPECT_EQ(queue.armed_count(), 0U);
}

TEST_F(TimerQueueTest, makes_a_timer_armed_for_now_in_a_callback_wait_a_turn) {
  Timer again(queue, noting("again"));
  Timer first(queue, [&] {
    expired.emplace_back("first");
    again.expire_after(0ms);
  });
  first.expire_after(1ms);
  clock.jump_to(Instant(1ms));
  EXPECT_THAT(expired, ElementsAre("first"));
  EXPECT_EQ(clock.alarm(), Instant(1ms));
  clock.jump_to(Instant(1ms));
  EXPECT_THAT(expired, ElementsAre("first", "again"));
}

TEST_F(TimerQueueTest, expires_a_timer_that_arms_itself_once_a_turn) {
  Timer timer(queue, [&] {
    expired.emplace_back("tick");
    timer.expire_after(10ms);
  });
  timer.expire_after(10ms);
  clock.jump_to(Instant(35ms));  // A node that was paused owes no missed ticks.
  EXPECT_THAT(expired, ElementsAre("tick"));
  EXPECT_EQ(clock.alarm(), Instant(45ms));
}

TEST_F(TimerQueueTest, asks_for_the_next_turn_when_a_deadline_has_passed) {
  clock.jump_to(Instant(1s));
  Timer timer(queue, noting("late"));
  timer.expire_at(Instant(1ms));
  EXPECT_EQ(clock.alarm(), Instant(1s));
  EXPECT_THAT(expired, ElementsAre());
  clock.jump_to(Instant(1s));
  EXPECT_THAT(expired, ElementsAre("late"));
}

TEST_F(TimerQueueTest, keeps_alarm_and_order_through_ten_thousand_random_steps) {
  std::uint64_t state = 42;  // An LCG of our own, the same on every platform.
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33U) % below;
  };
  std::vector<std::unique_ptr<Timer>> timers;
  Instant last_deadline{};
  for (std::size_t i = 0; i < 50; ++i) {
    timers.push_back(std::make_unique<Timer>(queue, [&, i] {
      EXPECT_LE(last_deadline, timers[i]->deadline());
      EXPECT_LE(timers[i]->deadline(), clock.now());
      last_deadline = timers[i]->deadline();
    }));
  }
  Instant time{};
  for (int step = 0; step < 10'000; ++step) {
    auto& timer = *timers[draw(timers.size())];
    draw(3) == 0 ? timer.cancel() : timer.expire_after(Duration(draw(100)));
    if (draw(4) == 0) {
      last_deadline = Instant{};
      clock.jump_to(time += Duration(draw(50)));
    }
    std::optional<Instant> earliest;
    std::size_t armed = 0;
    for (const auto& each : timers) {
      if (!each->armed()) continue;
      ++armed;
      earliest = std::min(earliest.value_or(Instant::max()), each->deadline());
    }
    ASSERT_EQ(clock.alarm(), earliest) << "step " << step;
    ASSERT_EQ(queue.armed_count(), armed) << "step " << step;
  }
}

TEST(TimerQueue, lets_go_of_its_clock_when_it_ends) {
  FakeClock clock;
  {
    const TimerQueue queue(clock);
    EXPECT_NE(clock.handler(), nullptr);
  }
  EXPECT_EQ(clock.handler(), nullptr);
}

TEST(TimerQueueDeathTest, aborts_when_it_ends_before_an_armed_timer) {
  EXPECT_DEATH(
      {
        FakeClock clock;
        auto queue = std::make_unique<TimerQueue>(clock);
        Timer timer(*queue, [] {});
        timer.expire_after(1ms);
        queue.reset();
      },
      "broken invariant");
}

}  // namespace
}  // namespace parley
