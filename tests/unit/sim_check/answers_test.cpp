#include <gtest/gtest.h>

#include "sim/check/answer_words.hpp"
#include "tests/unit/sim_check/told_talk.hpp"

/// The clerk's two checks, told of answers that no registry of ours gives.
namespace parley::sim::check {
namespace {

TEST(Answers, are_found_right_where_they_are) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("REGISTER ann secret");
  talk.answer_later("REGISTER <SUCCESS> <200>");
  town.over();
  talk.ask("LOGIN ann wrong 6000");
  talk.answer_later("AUTH <FAILURE> <404>");
  town.over();
  talk.ask("SHOW-ROOM-LIST");
  talk.answer_raw("ROOMS-LIST <FAILURE> <401>");
  town.over();
  EXPECT_EQ(town.found(), "") << town.what();
  EXPECT_GE(town.evaluated("right-answer"), 3U);
}

TEST(Answers, to_no_request_are_found) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.answer_raw("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(town.found(), "answered-once-in-order");
}

TEST(Answers, given_twice_are_found) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("NONSENSE");
  talk.answer_raw("ERROR <FAILURE> <400>");
  talk.answer_raw("ERROR <FAILURE> <400>");
  EXPECT_EQ(town.found(), "answered-once-in-order");
}

TEST(Answers, that_are_dropped_are_found_when_the_turn_is_over) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("SHOW-ROOM-LIST");
  EXPECT_EQ(town.found(), "");
  town.over();
  EXPECT_EQ(town.found(), "answered-once-in-order");
}

TEST(Answers, that_wait_for_the_store_are_missed_in_time) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("REGISTER ann secret");
  town.over();
  town.run(9s);
  town.tell(TraceKind::kWake, town.registry, town.registry);
  town.over();
  EXPECT_EQ(town.found(), "");
  town.run(3s);
  town.tell(TraceKind::kWake, town.registry, town.registry);
  town.over();
  EXPECT_EQ(town.found(), "answered-once-in-order");
}

TEST(Answers, of_the_second_request_in_a_record_are_missed) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("HELLO P2P 2\nNONSENSE\nNONSENSE\n");
  talk.answer_raw(
      "HELLO <SUCCESS> <200> versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 "
      "udp-port=15500\nERROR <FAILURE> <400>\n");
  town.over();
  EXPECT_EQ(town.found(), "answered-once-in-order");
}

TEST(Answers, with_swapped_codes_are_found) {
  for (const char* wrong :
       {"AUTH <ONLINE> <300>", "AUTH <SUCCESS> <200>", "AUTH <ONLINE> <301>", "AUTH <FAILURE> <400>"}) {
    WatchedTown town;
    ToldTalk talk(town, 1'000);
    talk.ask("LOGIN nobody secret 6000");
    talk.answer_later(wrong);
    EXPECT_EQ(town.found(), "right-answer") << wrong;
  }
}

TEST(Answers, with_a_wrong_word_are_found) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("REGISTER ann secret");
  talk.answer_later("REGISTER <SUCCES> <200>");
  EXPECT_EQ(town.found(), "right-answer");
}

TEST(Answers, that_make_an_account_twice_are_found) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("REGISTER ann secret");
  talk.answer_later("REGISTER <SUCCESS> <200>");
  town.over();
  talk.ask("REGISTER Ann other");
  talk.answer_later("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(town.found(), "right-answer");
}

TEST(Answers, that_say_a_failure_of_a_store_that_works_are_found) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("REGISTER ann secret");
  talk.answer_later("REGISTER <FAILURE> <500>");
  EXPECT_EQ(town.found(), "right-answer");
}

TEST(Answers, may_say_that_the_store_failed_where_it_does) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  town.registry.disk().fail(ErrorCode::kFull);
  talk.ask("REGISTER ann secret");
  talk.answer_later("REGISTER <FAILURE> <500>");
  EXPECT_EQ(town.found(), "");
}

TEST(Answers, are_owed_the_end_of_the_connection_after_a_logout) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("LOGOUT");
  EXPECT_EQ(town.found(), "");
  town.over();
  EXPECT_EQ(town.found(), "answered-once-in-order");
}

TEST(Answers, that_let_somebody_in_are_compared_with_who_is_online) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  talk.ask("REGISTER ann secret");
  talk.answer_later("REGISTER <SUCCESS> <200>");
  town.over();
  talk.ask("LOGIN ann secret 6000");
  talk.answer_later("AUTH <SUCCESS> <200>");
  town.over();
  EXPECT_EQ(town.found(), "one-session-per-account");
}

TEST(Answers, that_nobody_takes_are_not_kept_without_bound) {
  WatchedTown town;
  ToldTalk talk(town, 1'000);
  const std::string answer = "ROOMS-LIST <FAILURE> <401>";
  std::size_t kept = 0;
  for (; town.found().empty() && kept < 4096 * 1024; kept += answer.size()) {
    talk.ask("SHOW-ROOM-LIST");
    talk.answer_raw(answer);
    town.over();
  }
  EXPECT_EQ(town.found(), "answers-are-bounded");
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
