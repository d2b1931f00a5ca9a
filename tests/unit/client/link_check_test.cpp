#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

TEST(LinkCheck, asks_after_ten_seconds_of_rest_whether_the_person_is_online) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.clock.advance(9'999ms);
  EXPECT_EQ(fixture.asked(), "");
  fixture.clock.advance(1ms);
  EXPECT_EQ(fixture.asked(), "SEARCH_USER ann");
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:5000");
  EXPECT_EQ(fixture.shown(), "");
  fixture.clock.advance(10s);
  EXPECT_EQ(fixture.asked(), "SEARCH_USER ann") << "again after each rest";
}

TEST(LinkCheck, counts_from_the_last_answer) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.clock.advance(9s);
  fixture.type("4");
  EXPECT_EQ(fixture.asked(), "SHOW-ROOM-LIST");
  fixture.answer("ROOMS-LIST <SUCCESS> <200>");
  fixture.clock.advance(9s);
  EXPECT_EQ(fixture.asked(), "");
}

TEST(LinkCheck, takes_a_connection_for_lost_that_does_not_answer) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.clock.advance(10s);
  fixture.clock.advance(10s - 1ms);
  EXPECT_EQ(fixture.shown(), "");
  fixture.clock.advance(1ms);
  EXPECT_EQ(fixture.shown(), kLost);
  fixture.clock.advance(250ms);
  EXPECT_EQ(fixture.network.connections.size(), 2U);
}

TEST(LinkCheck, takes_a_connection_for_lost_whose_session_has_ended) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.clock.advance(10s);
  fixture.answer("SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(fixture.shown(), kLost);
}

TEST(LinkCheck, stays_up_where_the_registry_cannot_say) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.clock.advance(10s);
  fixture.answer("SEARCH_USER_RESPONSE <FAILURE> <500>");
  EXPECT_EQ(fixture.shown(), "");
}

TEST(LinkCheck, asks_nothing_while_nobody_is_logged_in) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.asked();
  fixture.clock.advance(1min);
  EXPECT_EQ(fixture.asked(), "");
}

}  // namespace
}  // namespace parley::client
