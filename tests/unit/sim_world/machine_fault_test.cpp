#include <gmock/gmock.h>

#include "ports/timer_queue.hpp"
#include "tests/unit/sim_world/pair_of_nodes.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(ClockDrift, lets_a_clock_gain_or_lose_by_its_rate) {
  World world;
  Node& fast = world.add_node("fast");
  Node& slow = world.add_node("slow");
  world.run_for(10s);
  fast.set_clock_rate(100'000);
  slow.set_clock_rate(-100'000);
  EXPECT_EQ(fast.clock().now(), Instant(10s));
  world.run_for(10s);
  EXPECT_EQ(fast.clock().now(), Instant(21s));
  EXPECT_EQ(slow.clock().now(), Instant(19s));
  fast.set_clock_rate(0);  // It keeps what it has gained.
  world.run_for(10s);
  EXPECT_EQ(fast.clock().now(), Instant(31s));
}

TEST(ClockDrift, never_lets_a_clock_go_back) {
  World world;
  Node& node = world.add_node("a");
  Instant last = node.clock().now();
  for (const std::int32_t rate : {-500'000, 500'000, -1, 1, -333'333, 12'345}) {
    node.set_clock_rate(rate);
    for (int i = 1; i < 2'000; ++i) {
      world.run_for(Duration(i));
      EXPECT_GE(node.clock().now(), last);
      last = node.clock().now();
    }
  }
}

TEST(ClockDrift, lets_alarms_go_off_by_the_clock_that_they_were_set_by) {
  World world;
  Node& node = world.add_node("a");
  node.set_clock_rate(250'000);
  TimerQueue timers(node.clock());
  std::vector<Instant> shown;
  std::vector<Instant> passed;
  Timer timer(timers, [&] {
    shown.push_back(node.clock().now());
    passed.push_back(world.now());
  });
  timer.expire_after(1s);
  world.run_for(10s);
  EXPECT_THAT(shown, ElementsAre(Instant(1s)));
  EXPECT_THAT(passed, ElementsAre(Instant(800ms)));
  EXPECT_EQ(world.faults().drifted_wakes, 1U);
}

TEST(ClockDrift, moves_an_alarm_that_is_set_when_the_rate_changes) {
  World world;
  Node& node = world.add_node("a");
  TimerQueue timers(node.clock());
  Instant passed;
  Timer timer(timers, [&] { passed = world.now(); });
  timer.expire_after(2s);
  world.run_for(1s);
  node.set_clock_rate(-500'000);
  world.run_for(10s);
  EXPECT_EQ(passed, Instant(3s));
}

TEST(ClockDrift, wakes_no_clock_before_its_time_whatever_the_rate) {
  World world;
  Node& node = world.add_node("a");
  TimerQueue timers(node.clock());
  Random rng(3);
  for (int i = 0; i < 2'000; ++i) {
    node.set_clock_rate(static_cast<std::int32_t>(rng.below(1'000'001)) - 500'000);
    const Instant wanted = node.clock().now() + Duration(rng.below(5'000'000'000));
    Instant shown;
    Timer timer(timers, [&] { shown = node.clock().now(); });
    timer.expire_at(wanted);
    ASSERT_TRUE(world.step());
    ASSERT_GE(shown, wanted);
    ASSERT_LE(shown - wanted, Duration(2));
  }
}

class PausedMachines : public PairOfNodes {};

TEST_F(PausedMachines, keep_as_many_datagrams_as_their_buffers_hold) {
  bob_.pause();
  const std::string datagram(512, 'x');  // With what the machine keeps beside it, 1 KiB.
  for (int i = 0; i < 300; ++i) send(datagram);
  world_.run_for(1s);
  bob_.resume();
  world_.run_for(1s);
  EXPECT_EQ(to_bob_.datagrams.size(), 256U);
  EXPECT_EQ(faults().of(DropReason::kBuffer), 44U);
  EXPECT_EQ(faults().parked, 300U);
  bob_.pause();
  send("x");
  world_.run_for(1s);
  bob_.resume();
  world_.run_for(1s);
  EXPECT_EQ(to_bob_.datagrams.size(), 257U);
}

TEST_F(PausedMachines, keep_all_that_streams_bring) {
  stand();
  bob_.pause();
  for (int i = 0; i < 500; ++i) end_.stream->write(std::string(1'000, 'x'));
  world_.run_for(1s);
  bob_.resume();
  world_.run_for(1s);
  EXPECT_EQ(accepted().records.size(), 500U);
}

}  // namespace
}  // namespace parley::sim
