#include "sim/check/session_invariants.hpp"

#include <gtest/gtest.h>

#include "tests/unit/sim_check/watched_world.hpp"

namespace parley::sim::check {
namespace {

constexpr Instant kLogin{10s};

UserName user(const char* text) { return *UserName::parse(text); }

/// Ann, who logged in at kLogin.
struct PresenceFixture {
  PresenceFixture() : connection(1, NodeId{1}, kLogin) {
    model.now = kLogin;
    model.online.log_in(user("ann"), 1, NodeId{1}, 6000, kLogin);
    connection.user = user("ann");
  }
  std::string found_at_end(Instant then, TraceKind turn = TraceKind::kWake) {
    model.now = then;
    bound.ended_by_registry(model, connection, turn, 1);
    return findings.first() ? findings.first()->check : "";
  }
  std::string found_at_instant(Instant then) {
    model.now = then;
    bound.instant_over(model);
    return findings.first() ? findings.first()->check : "";
  }

  Instant now{};
  Findings findings{now};
  PresenceBound bound{findings};
  ReferenceModel model;
  ConnectionTracker connection;
};

TEST(PresenceBound, lets_a_silent_session_end_when_its_time_is_over) {
  EXPECT_EQ(PresenceFixture().found_at_end(kLogin + 3s), "");
}

TEST(PresenceBound, finds_a_session_that_ends_a_nanosecond_early) {
  EXPECT_EQ(PresenceFixture().found_at_end(kLogin + 3s - 1ns), "presence-within-its-bound");
  EXPECT_EQ(PresenceFixture().found_at_end(kLogin + 2'900ms), "presence-within-its-bound");
}

TEST(PresenceBound, finds_a_session_that_stands_when_its_time_is_over) {
  EXPECT_EQ(PresenceFixture().found_at_instant(kLogin + 3s - 1ns), "");
  EXPECT_EQ(PresenceFixture().found_at_instant(kLogin + 3s), "presence-within-its-bound");
}

TEST(PresenceBound, counts_from_the_last_sign_of_life) {
  PresenceFixture watch;
  watch.model.online.heard(*watch.model.online.find(user("Ann")), kLogin + 1s);
  EXPECT_EQ(watch.found_at_instant(kLogin + 4s - 1ns), "");
  EXPECT_EQ(watch.found_at_end(kLogin + 3s), "presence-within-its-bound");
}

TEST(PresenceBound, leaves_open_what_an_unclear_sign_of_life_means) {
  PresenceFixture watch;
  watch.model.online.heard(*watch.model.online.find(user("ann")), kLogin + 1s, false);
  EXPECT_EQ(watch.found_at_instant(kLogin + 4s - 1ns), "");
  EXPECT_EQ(watch.found_at_end(kLogin + 3s), "");
}

TEST(PresenceBound, finds_a_session_that_ends_for_no_reason) {
  EXPECT_EQ(PresenceFixture().found_at_end(kLogin + 10s, TraceKind::kRecord), "presence-within-its-bound");
}

TEST(PresenceBound, gives_a_connection_without_a_login_its_time) {
  PresenceFixture watch;
  watch.connection.user.reset();
  EXPECT_EQ(watch.found_at_end(kLogin + 15min), "");
  EXPECT_EQ(watch.found_at_end(kLogin + 14min), "presence-within-its-bound");
}

TEST(PresenceBound, finds_a_program_that_sends_no_keep_alives) {
  PresenceFixture watch;
  watch.bound.ended_for_silence("ann", 1s);
  EXPECT_FALSE(watch.findings.first());
  watch.bound.ended_for_silence("ann", 3s);
  EXPECT_TRUE(watch.findings.first());
}

TEST(PresenceBound, holds_in_a_town_where_somebody_vanishes) {
  WatchedWorld fixture({"ann", "bob"});
  fixture.arrive(0);
  fixture.arrive(1);
  fixture.people[0]->vanish();
  fixture.run(10s);
  EXPECT_EQ(fixture.found(), "") << fixture.what();
  EXPECT_GT(fixture.evaluated("presence-within-its-bound"), 10U);
}

}  // namespace
}  // namespace parley::sim::check
