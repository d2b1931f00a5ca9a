#include <gtest/gtest.h>

#include "sim/check/answer_text.hpp"
#include "tests/unit/sim_check/fake_connection.hpp"

/// The clerk's two checks, told of answers that no registry of ours gives.
namespace parley::sim::check {
namespace {

TEST(Answers, are_found_right_where_they_are) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("REGISTER ann secret");
  connection.answer_later("REGISTER <SUCCESS> <200>");
  fixture.over();
  connection.ask("LOGIN ann wrong 6000");
  connection.answer_later("AUTH <FAILURE> <404>");
  fixture.over();
  connection.ask("SHOW-ROOM-LIST");
  connection.answer_raw("ROOMS-LIST <FAILURE> <401>");
  fixture.over();
  EXPECT_EQ(fixture.found(), "") << fixture.what();
  EXPECT_GE(fixture.evaluated("right-answer"), 3U);
}

TEST(Answers, to_no_request_are_found) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.answer_raw("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.found(), "answered-once-in-order");
}

TEST(Answers, given_twice_are_found) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("NONSENSE");
  connection.answer_raw("ERROR <FAILURE> <400>");
  connection.answer_raw("ERROR <FAILURE> <400>");
  EXPECT_EQ(fixture.found(), "answered-once-in-order");
}

TEST(Answers, that_are_dropped_are_found_when_the_turn_is_over) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("SHOW-ROOM-LIST");
  EXPECT_EQ(fixture.found(), "");
  fixture.over();
  EXPECT_EQ(fixture.found(), "answered-once-in-order");
}

TEST(Answers, that_wait_for_the_store_are_missed_in_time) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("REGISTER ann secret");
  fixture.over();
  fixture.run(9s);
  fixture.tell(TraceKind::kWake, fixture.registry, fixture.registry);
  fixture.over();
  EXPECT_EQ(fixture.found(), "");
  fixture.run(3s);
  fixture.tell(TraceKind::kWake, fixture.registry, fixture.registry);
  fixture.over();
  EXPECT_EQ(fixture.found(), "answered-once-in-order");
}

TEST(Answers, of_the_second_request_in_a_record_are_missed) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("HELLO P2P 2\nNONSENSE\nNONSENSE\n");
  connection.answer_raw(
      "HELLO <SUCCESS> <200> versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 "
      "udp-port=15500\nERROR <FAILURE> <400>\n");
  fixture.over();
  EXPECT_EQ(fixture.found(), "answered-once-in-order");
}

TEST(Answers, with_swapped_codes_are_found) {
  for (const char* wrong :
       {"AUTH <ONLINE> <300>", "AUTH <SUCCESS> <200>", "AUTH <ONLINE> <301>", "AUTH <FAILURE> <400>"}) {
    WatchedWorld fixture;
    FakeConnection connection(fixture, 1'000);
    connection.ask("LOGIN nobody secret 6000");
    connection.answer_later(wrong);
    EXPECT_EQ(fixture.found(), "right-answer") << wrong;
  }
}

TEST(Answers, with_a_wrong_word_are_found) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("REGISTER ann secret");
  connection.answer_later("REGISTER <SUCCES> <200>");
  EXPECT_EQ(fixture.found(), "right-answer");
}

TEST(Answers, that_make_an_account_twice_are_found) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("REGISTER ann secret");
  connection.answer_later("REGISTER <SUCCESS> <200>");
  fixture.over();
  connection.ask("REGISTER Ann other");
  connection.answer_later("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.found(), "right-answer");
}

TEST(Answers, that_say_a_failure_of_a_store_that_works_are_found) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("REGISTER ann secret");
  connection.answer_later("REGISTER <FAILURE> <500>");
  EXPECT_EQ(fixture.found(), "right-answer");
}

TEST(Answers, may_say_that_the_store_failed_where_it_does) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  fixture.registry.disk().fail(ErrorCode::kFull);
  connection.ask("REGISTER ann secret");
  connection.answer_later("REGISTER <FAILURE> <500>");
  EXPECT_EQ(fixture.found(), "");
}

TEST(Answers, are_owed_the_end_of_the_connection_after_a_logout) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("LOGOUT");
  EXPECT_EQ(fixture.found(), "");
  fixture.over();
  EXPECT_EQ(fixture.found(), "answered-once-in-order");
}

TEST(Answers, that_let_somebody_in_are_compared_with_who_is_online) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  connection.ask("REGISTER ann secret");
  connection.answer_later("REGISTER <SUCCESS> <200>");
  fixture.over();
  connection.ask("LOGIN ann secret 6000");
  connection.answer_later("AUTH <SUCCESS> <200>");
  fixture.over();
  EXPECT_EQ(fixture.found(), "one-session-per-account");
}

TEST(Answers, that_nobody_takes_are_not_kept_without_bound) {
  WatchedWorld fixture;
  FakeConnection connection(fixture, 1'000);
  const std::string answer = "ROOMS-LIST <FAILURE> <401>";
  std::size_t kept = 0;
  for (; fixture.found().empty() && kept < 4096 * 1024; kept += answer.size()) {
    connection.ask("SHOW-ROOM-LIST");
    connection.answer_raw(answer);
    fixture.over();
  }
  EXPECT_EQ(fixture.found(), "answers-are-bounded");
  EXPECT_GE(kept, 512U * 1024);
}

TEST(Answers, may_name_any_address_where_none_can_be_told_any_more) {
  EXPECT_TRUE(is_due("PEER_LIST 1 (10.0.0.8:60) b (10.1.2.3:7)", "PEER_LIST 1 (?:60) b (?:7)"));
  EXPECT_FALSE(is_due("PEER_LIST 1 (10.0.0.8:61)", "PEER_LIST 1 (?:60)"));
  EXPECT_FALSE(is_due("PEER_LIST 1 (:60)", "PEER_LIST 1 (?:60)"));
  EXPECT_FALSE(is_due("PEER_LIST 2 (10.0.0.8:60)", "PEER_LIST 1 (?:60)"));
  EXPECT_FALSE(is_due("PEER", "PEER_LIST 1 (?:60)"));
}

}  // namespace
}  // namespace parley::sim::check
