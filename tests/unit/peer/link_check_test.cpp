#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

TEST(LinkCheck, asks_after_ten_seconds_of_rest_whether_the_person_is_online) {
  Bench bench;
  bench.reach_main_menu();
  bench.clock.advance(9'999ms);
  EXPECT_EQ(bench.asked(), "");
  bench.clock.advance(1ms);
  EXPECT_EQ(bench.asked(), "SEARCH_USER ann");
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:5000");
  EXPECT_EQ(bench.shown(), "");
  bench.clock.advance(10s);
  EXPECT_EQ(bench.asked(), "SEARCH_USER ann") << "again after each rest";
}

TEST(LinkCheck, counts_from_the_last_answer) {
  Bench bench;
  bench.reach_main_menu();
  bench.clock.advance(9s);
  bench.type("4");
  EXPECT_EQ(bench.asked(), "SHOW-ROOM-LIST");
  bench.answer("ROOMS-LIST <SUCCESS> <200>");
  bench.clock.advance(9s);
  EXPECT_EQ(bench.asked(), "");
}

TEST(LinkCheck, takes_a_connection_for_lost_that_does_not_answer) {
  Bench bench;
  bench.reach_main_menu();
  bench.clock.advance(10s);
  bench.clock.advance(10s - 1ms);
  EXPECT_EQ(bench.shown(), "");
  bench.clock.advance(1ms);
  EXPECT_EQ(bench.shown(), kLost);
  bench.clock.advance(250ms);
  EXPECT_EQ(bench.network.wires.size(), 2U);
}

TEST(LinkCheck, takes_a_connection_for_lost_whose_session_has_ended) {
  Bench bench;
  bench.reach_main_menu();
  bench.clock.advance(10s);
  bench.answer("SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(bench.shown(), kLost);
}

TEST(LinkCheck, stays_up_where_the_registry_cannot_say) {
  Bench bench;
  bench.reach_main_menu();
  bench.clock.advance(10s);
  bench.answer("SEARCH_USER_RESPONSE <FAILURE> <500>");
  EXPECT_EQ(bench.shown(), "");
}

TEST(LinkCheck, asks_nothing_while_nobody_is_logged_in) {
  Bench bench;
  bench.reach_welcome();
  bench.asked();
  bench.clock.advance(1min);
  EXPECT_EQ(bench.asked(), "");
}

}  // namespace
}  // namespace parley::peer
