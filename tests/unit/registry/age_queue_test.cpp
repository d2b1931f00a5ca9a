#include "registry/age_queue.hpp"

#include <gmock/gmock.h>

#include <vector>

#include "tests/unit/registry/turns.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::ManualClock;
using testing::ElementsAre;
using testing::IsEmpty;

struct Watched {
  ManualClock clock;
  TimerQueue timers{clock};
  std::vector<SessionId> old;
  AgeQueue queue{timers, 3s, [this](SessionId id) { old.push_back(id); }};
};

constexpr SessionId kA{1};
constexpr SessionId kB{2};

TEST(AgeQueue, reports_an_entry_at_its_age_and_not_before) {
  Watched w;
  AgeQueue::Entry a;
  w.queue.add(a, kA);
  w.clock.pass(3s - 1ns);
  EXPECT_THAT(w.old, IsEmpty());
  w.clock.pass(1ns);
  EXPECT_THAT(w.old, ElementsAre(kA));
  EXPECT_FALSE(a.queued());
  w.clock.pass(10s);
  EXPECT_THAT(w.old, ElementsAre(kA));
}

TEST(AgeQueue, counts_from_the_last_touch) {
  Watched w;
  AgeQueue::Entry a;
  AgeQueue::Entry b;
  w.queue.add(a, kA);
  w.queue.add(b, kB);
  w.clock.pass(2s);
  w.queue.touch(a);
  EXPECT_EQ(w.queue.oldest(), kB);
  w.clock.pass(2s);
  EXPECT_THAT(w.old, ElementsAre(kB));
  w.clock.pass(1s);
  EXPECT_THAT(w.old, ElementsAre(kB, kA));
}

TEST(AgeQueue, reports_those_of_one_moment_in_the_order_of_touching) {
  Watched w;
  AgeQueue::Entry a;
  AgeQueue::Entry b;
  w.queue.add(a, kA);
  w.queue.add(b, kB);
  w.queue.touch(a);
  w.clock.pass(3s);
  EXPECT_THAT(w.old, ElementsAre(kB, kA));
}

TEST(AgeQueue, arms_one_timer_however_often_it_is_touched) {
  Watched w;
  AgeQueue::Entry a;
  AgeQueue::Entry b;
  w.queue.add(a, kA);
  w.queue.add(b, kB);
  for (int i = 0; i < 100; ++i) w.queue.touch(a);
  EXPECT_EQ(w.timers.armed_count(), 1U);
}

TEST(AgeQueue, forgets_an_entry_that_is_removed_or_destroyed) {
  Watched w;
  AgeQueue::Entry a;
  w.queue.add(a, kA);
  {
    AgeQueue::Entry b;
    w.queue.add(b, kB);
  }
  w.queue.remove(a);
  EXPECT_TRUE(w.queue.empty());
  w.clock.pass(10s);
  EXPECT_THAT(w.old, IsEmpty());
}

TEST(AgeQueue, takes_entries_that_its_callback_adds) {
  ManualClock clock;
  TimerQueue timers(clock);
  AgeQueue::Entry a;
  int reports = 0;
  AgeQueue* self = nullptr;
  AgeQueue queue(timers, 3s, [&](SessionId id) {
    if (++reports < 3) self->add(a, id);
  });
  self = &queue;
  queue.add(a, kA);
  clock.pass(6s);
  EXPECT_EQ(reports, 2);
  clock.pass(3s);
  EXPECT_EQ(reports, 3);
}

}  // namespace
}  // namespace parley::registry
