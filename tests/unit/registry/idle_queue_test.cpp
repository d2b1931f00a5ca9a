#include "registry/idle_queue.hpp"

#include <gmock/gmock.h>

#include <vector>

#include "base/limits.hpp"
#include "ports/timer_queue.hpp"
#include "tests/support/fake_clock.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct Watched {
  FakeClock clock;
  TimerQueue timers{clock};
  std::vector<ConnectionId> old;
  IdleQueue queue{timers, 3s, [this](ConnectionId id) { old.push_back(id); }};
};

constexpr ConnectionId kA{1};
constexpr ConnectionId kB{2};

TEST(IdleQueue, reports_an_entry_at_its_age_and_not_before) {
  Watched w;
  IdleQueue::Entry a;
  w.queue.add(a, kA);
  w.clock.advance(3s - 1ns);
  EXPECT_THAT(w.old, IsEmpty());
  w.clock.advance(1ns);
  EXPECT_THAT(w.old, ElementsAre(kA));
  EXPECT_FALSE(a.queued());
  w.clock.advance(10s);
  EXPECT_THAT(w.old, ElementsAre(kA));
}

TEST(IdleQueue, counts_from_the_last_touch) {
  Watched w;
  IdleQueue::Entry a;
  IdleQueue::Entry b;
  w.queue.add(a, kA);
  w.queue.add(b, kB);
  w.clock.advance(2s);
  w.queue.touch(a);
  EXPECT_EQ(w.queue.oldest(), kB);
  w.clock.advance(2s);
  EXPECT_THAT(w.old, ElementsAre(kB));
  w.clock.advance(1s);
  EXPECT_THAT(w.old, ElementsAre(kB, kA));
}

TEST(IdleQueue, reports_those_of_one_moment_in_the_order_of_touching) {
  Watched w;
  IdleQueue::Entry a;
  IdleQueue::Entry b;
  w.queue.add(a, kA);
  w.queue.add(b, kB);
  w.queue.touch(a);
  w.clock.advance(3s);
  EXPECT_THAT(w.old, ElementsAre(kB, kA));
}

TEST(IdleQueue, arms_one_timer_however_often_it_is_touched) {
  Watched w;
  IdleQueue::Entry a;
  IdleQueue::Entry b;
  w.queue.add(a, kA);
  w.queue.add(b, kB);
  for (int i = 0; i < 100; ++i) w.queue.touch(a);
  EXPECT_EQ(w.timers.armed_count(), 1U);
}

TEST(IdleQueue, forgets_an_entry_that_is_removed_or_destroyed) {
  Watched w;
  IdleQueue::Entry a;
  w.queue.add(a, kA);
  {
    IdleQueue::Entry b;
    w.queue.add(b, kB);
  }
  w.queue.remove(a);
  EXPECT_TRUE(w.queue.empty());
  w.clock.advance(10s);
  EXPECT_THAT(w.old, IsEmpty());
}

TEST(IdleQueue, takes_a_late_alarm_for_nobodys_silence) {
  Watched w;
  IdleQueue::Entry a;
  IdleQueue::Entry b;
  w.queue.add(a, kA);
  w.clock.advance(1s);
  w.queue.add(b, kB);
  w.clock.jump_to(w.clock.now() + 60s);  // It stood still for so long: the alarm rings 58 s late.
  EXPECT_THAT(w.old, IsEmpty());
  w.clock.advance(limits::kLateAlarmGrace - 1ns);
  EXPECT_THAT(w.old, IsEmpty());
  w.clock.advance(1ns);
  EXPECT_THAT(w.old, ElementsAre(kA));
  w.clock.advance(1s);
  EXPECT_THAT(w.old, ElementsAre(kA, kB));
}

TEST(IdleQueue, knows_a_late_alarm_by_the_limit) {
  for (const Duration late : {limits::kLateAlarm - 1ns, limits::kLateAlarm}) {
    Watched w;
    IdleQueue::Entry a;
    w.queue.add(a, kA);
    w.clock.jump_to(w.clock.now() + 3s + late);
    EXPECT_EQ(w.old.empty(), late == limits::kLateAlarm);
  }
}

TEST(IdleQueue, makes_nobody_younger_than_new) {
  Watched w;
  IdleQueue::Entry a;
  IdleQueue::Entry b;
  w.queue.add(a, kA);
  w.clock.move_to(w.clock.now() + 60s);
  w.queue.add(b, kB);  // Before the alarm rings.
  w.clock.jump_to(w.clock.now());
  EXPECT_EQ(b.touched(), w.clock.now());
  w.queue.remove(a);
  w.clock.advance(3s - 1ns);
  EXPECT_THAT(w.old, IsEmpty());
  w.clock.advance(1ns);
  EXPECT_THAT(w.old, ElementsAre(kB));
}

TEST(IdleQueue, takes_entries_that_its_callback_adds) {
  FakeClock clock;
  TimerQueue timers(clock);
  IdleQueue::Entry a;
  int reports = 0;
  IdleQueue* self = nullptr;
  IdleQueue queue(timers, 3s, [&](ConnectionId id) {
    if (++reports < 3) self->add(a, id);
  });
  self = &queue;
  queue.add(a, kA);
  clock.advance(6s);
  EXPECT_EQ(reports, 2);
  clock.advance(3s);
  EXPECT_EQ(reports, 3);
}

}  // namespace
}  // namespace parley::registry
