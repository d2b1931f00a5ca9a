// What Clock promises, and TimerQueue by it, in every world.

#include <algorithm>
#include <vector>

#include "ports/timer_queue.hpp"
#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

/// Notes when it is woken, and does what the test wants then.
struct WakeRecorder final : WakeHandler {
  explicit WakeRecorder(Clock& node_clock) : clock(node_clock) { clock.set_wake_handler(this); }
  ~WakeRecorder() {
    clock.cancel_wake();
    clock.set_wake_handler(nullptr);
  }
  void on_wake() override {
    woken.push_back(clock.now());
    if (then) then();
  }

  Clock& clock;
  std::vector<Instant> woken;
  std::function<void()> then;
};

class ClockContract : public ContractTest {
 protected:
  Clock& clock() { return world().clock(); }
};

TEST_P(ClockContract, wakes_at_the_moment_or_later_and_once) {
  WakeRecorder sleeper(clock());
  const Instant when = clock().now() + 5ms;
  clock().wake_at(when);
  ASSERT_TRUE(eventually([&] { return !sleeper.woken.empty(); }));
  EXPECT_GE(sleeper.woken.front(), when);
  world().run_for(kQuiet);
  EXPECT_EQ(sleeper.woken.size(), 1u);
}

TEST_P(ClockContract, does_not_call_back_from_within_when_the_moment_has_passed) {
  WakeRecorder sleeper(clock());
  clock().wake_at(clock().now() - 1s);
  EXPECT_TRUE(sleeper.woken.empty());
  EXPECT_TRUE(eventually([&] { return sleeper.woken.size() == 1; }));
}

TEST_P(ClockContract, wakes_at_the_latest_moment_asked_for_when_asked_twice) {
  WakeRecorder sleeper(clock());
  clock().wake_at(clock().now() + 1h);
  clock().wake_at(clock().now() + 1ms);
  EXPECT_TRUE(eventually([&] { return sleeper.woken.size() == 1; }));
  const Instant later = clock().now() + 20ms;
  clock().wake_at(clock().now());
  clock().wake_at(later);
  ASSERT_TRUE(eventually([&] { return sleeper.woken.size() == 2; }));
  EXPECT_GE(sleeper.woken.back(), later);
}

TEST_P(ClockContract, does_not_wake_when_cancelled) {
  WakeRecorder sleeper(clock());
  clock().wake_at(clock().now() + 1ms);
  clock().cancel_wake();
  world().run_for(kQuiet);
  EXPECT_TRUE(sleeper.woken.empty());
}

TEST_P(ClockContract, does_not_wake_after_a_cancel_when_it_was_due_already) {
  WakeRecorder sleeper(clock());
  bool cancelled = false;
  std::size_t before = 0;
  world().post([&] {
    clock().cancel_wake();
    cancelled = true;
    before = sleeper.woken.size();
  });
  clock().wake_at(clock().now());
  ASSERT_TRUE(eventually([&] { return cancelled; }));
  world().run_for(kQuiet);
  EXPECT_EQ(sleeper.woken.size(), before);
}

TEST_P(ClockContract, stands_still_within_a_turn) {
  bool ran = false;
  world().post([&] {
    const Instant start = clock().now();
    std::size_t work = 0;
    for (int i = 0; i < 100'000; ++i) work += std::to_string(i).size();
    EXPECT_GT(work, 0u);
    EXPECT_EQ(clock().now(), start);
    ran = true;
  });
  EXPECT_TRUE(eventually([&] { return ran; }));
}

TEST_P(ClockContract, never_runs_backwards) {
  WakeRecorder sleeper(clock());
  sleeper.then = [&] { clock().wake_at(clock().now()); };
  clock().wake_at(clock().now());
  ASSERT_TRUE(eventually([&] { return sleeper.woken.size() >= 100; }));
  EXPECT_TRUE(std::is_sorted(sleeper.woken.begin(), sleeper.woken.end()));
}

TEST_P(ClockContract, gives_each_wake_up_a_turn_of_its_own_when_asked_for_from_within) {
  WakeRecorder sleeper(clock());
  int depth = 0;
  sleeper.then = [&] {
    EXPECT_EQ(++depth, 1);
    clock().wake_at(clock().now());
    --depth;
  };
  clock().wake_at(clock().now());
  EXPECT_TRUE(eventually([&] { return sleeper.woken.size() >= 3; }));
}

TEST_P(ClockContract, runs_what_is_posted_in_order) {
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) world().post([&order, i] { order.push_back(i); });
  EXPECT_TRUE(order.empty());
  ASSERT_TRUE(eventually([&] { return order.size() == 5; }));
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4}));
}

TEST_P(ClockContract, lets_timers_expire_by_deadline_when_a_queue_stands_on_it) {
  TimerQueue queue(clock());
  std::vector<int> order;
  Timer third(queue, [&] { order.push_back(3); });
  Timer first(queue, [&] { order.push_back(1); });
  Timer second(queue, [&] { order.push_back(2); });
  third.expire_after(9ms);
  first.expire_after(3ms);
  second.expire_after(6ms);
  ASSERT_TRUE(eventually([&] { return order.size() == 3; }));
  EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

PARLEY_CONTRACT_SUITE(ClockContract);

}  // namespace
}  // namespace parley::contract
