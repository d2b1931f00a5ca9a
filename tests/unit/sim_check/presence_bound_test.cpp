#include "sim/check/presence_bound.hpp"

#include <gtest/gtest.h>

#include "tests/unit/sim_check/watched_town.hpp"

namespace parley::sim::check {
namespace {

constexpr Instant kLogin{10s};

UserName user(const char* text) { return *UserName::parse(text); }

/// Ann, who logged in at kLogin.
struct Watch {
  Watch() : talk(1, NodeId{1}, kLogin) {
    books.now = kLogin;
    books.online.log_in(user("ann"), 1, NodeId{1}, 6000, kLogin);
    talk.user = user("ann");
  }
  std::string found_at_end(Instant then, TraceKind turn = TraceKind::kWake) {
    books.now = then;
    bound.ended_by_registry(books, talk, turn, 1);
    return findings.first() ? findings.first()->check : "";
  }
  std::string found_at_instant(Instant then) {
    books.now = then;
    bound.instant_over(books);
    return findings.first() ? findings.first()->check : "";
  }

  Instant now{};
  Findings findings{now};
  PresenceBound bound{findings};
  Books books;
  Talk talk;
};

TEST(PresenceBound, lets_a_silent_session_end_when_its_time_is_over) {
  EXPECT_EQ(Watch().found_at_end(kLogin + 3s), "");
}

TEST(PresenceBound, finds_a_session_that_ends_a_nanosecond_early) {
  EXPECT_EQ(Watch().found_at_end(kLogin + 3s - 1ns), "presence-within-its-bound");
  EXPECT_EQ(Watch().found_at_end(kLogin + 2'900ms), "presence-within-its-bound");
}

TEST(PresenceBound, finds_a_session_that_stands_when_its_time_is_over) {
  EXPECT_EQ(Watch().found_at_instant(kLogin + 3s - 1ns), "");
  EXPECT_EQ(Watch().found_at_instant(kLogin + 3s), "presence-within-its-bound");
}

TEST(PresenceBound, counts_from_the_last_sign_of_life) {
  Watch watch;
  watch.books.online.heard(*watch.books.online.find(user("Ann")), kLogin + 1s);
  EXPECT_EQ(watch.found_at_instant(kLogin + 4s - 1ns), "");
  EXPECT_EQ(watch.found_at_end(kLogin + 3s), "presence-within-its-bound");
}

TEST(PresenceBound, leaves_open_what_an_unclear_sign_of_life_means) {
  Watch watch;
  watch.books.online.heard(*watch.books.online.find(user("ann")), kLogin + 1s, false);
  EXPECT_EQ(watch.found_at_instant(kLogin + 4s - 1ns), "");
  EXPECT_EQ(watch.found_at_end(kLogin + 3s), "");
}

TEST(PresenceBound, finds_a_session_that_ends_for_no_reason) {
  EXPECT_EQ(Watch().found_at_end(kLogin + 10s, TraceKind::kRecord), "presence-within-its-bound");
}

TEST(PresenceBound, gives_a_connection_without_a_login_its_time) {
  Watch watch;
  watch.talk.user.reset();
  EXPECT_EQ(watch.found_at_end(kLogin + 15min), "");
  EXPECT_EQ(watch.found_at_end(kLogin + 14min), "presence-within-its-bound");
}

TEST(PresenceBound, finds_a_program_that_sends_no_keep_alives) {
  Watch watch;
  watch.bound.ended_for_silence("ann", 1s);
  EXPECT_FALSE(watch.findings.first());
  watch.bound.ended_for_silence("ann", 3s);
  EXPECT_TRUE(watch.findings.first());
}

TEST(PresenceBound, holds_in_a_town_where_somebody_vanishes) {
  WatchedTown town({"ann", "bob"});
  town.arrive(0);
  town.arrive(1);
  town.people[0]->vanish();
  town.run(10s);
  EXPECT_EQ(town.found(), "") << town.what();
  EXPECT_GT(town.evaluated("presence-within-its-bound"), 10U);
}

}  // namespace
}  // namespace parley::sim::check
