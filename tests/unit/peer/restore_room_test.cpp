#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

const std::string kGroup(kRoomGroup);
const std::string kPort6000 = "SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000";

/// In a room, the connection lost and back, the log-in accepted: the first question is out.
struct RestoreRoom : testing::Test {
  RestoreRoom() {
    bench.reach_room();
    bench.lose();
    bench.clock.advance(250ms);
    bench.greet();
    bench.forget();
    bench.answer("AUTH <SUCCESS> <200>");
    bench.network.take_sent();
  }
  Bench bench;
};

TEST_F(RestoreRoom, joins_again_without_a_word_to_the_others) {
  EXPECT_EQ(bench.asked(), "JOIN-CHAT-ROOM lobby ann");
  bench.answer("JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(bench.asked(), "SEARCH_USER bob");
  EXPECT_EQ(bench.shown(), "");
  bench.answer(kPort6000);
  EXPECT_EQ(bench.shown(), kAgain);
  EXPECT_TRUE(bench.network.take_sent().empty());
  EXPECT_EQ(bench.peer().room(), "lobby");
}

TEST_F(RestoreRoom, the_talk_goes_on_meanwhile) {
  bench.network.deliver(kGroup, "bob: are you there?");
  bench.type("yes");
  EXPECT_EQ(bench.shown(), "O bob: are you there?\n? \n");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{kGroup, "ann: yes"}}));
}

TEST_F(RestoreRoom, makes_a_forgotten_room_anew) {
  bench.asked();
  bench.answer("JOIN <FAILURE> <404>");
  EXPECT_EQ(bench.asked(), "CREATE-CHAT-ROOM lobby ann");
  bench.answer("CREATION <SUCCESS> <200>");
  EXPECT_EQ(bench.asked(), "SEARCH_USER ann");
  bench.answer(kPort6000);
  EXPECT_EQ(bench.shown(), kAgain);
}

TEST_F(RestoreRoom, joins_the_room_that_another_member_made_anew_first) {
  bench.answer("JOIN <FAILURE> <404>");
  bench.forget();
  bench.answer("CREATION <FAILURE> <404>");
  EXPECT_EQ(bench.asked(), "JOIN-CHAT-ROOM lobby ann");
  bench.answer("JOIN <SUCCESS> <200> bob");
  bench.answer(kPort6000);
  EXPECT_EQ(bench.shown(), kAgain);
}

TEST_F(RestoreRoom, moves_quietly_where_the_room_has_another_port_now) {
  bench.answer("JOIN <SUCCESS> <200> bob");
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6001");
  EXPECT_EQ(bench.shown(), kAgain);
  EXPECT_TRUE(bench.network.take_sent().empty());
  bench.type("here");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{"224.1.1.1:6001", "ann: here"}}));
  bench.shown();
  bench.network.deliver(kGroup, "bob: old port");
  bench.network.deliver("224.1.1.1:6001", "bob: new port");
  EXPECT_EQ(bench.shown(), "O bob: new port\n");
}

TEST_F(RestoreRoom, stays_where_it_is_where_the_port_is_not_told_or_cannot_be_had) {
  bench.answer("JOIN <SUCCESS> <200> bob");
  bench.network.groups_work = false;
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6001");
  EXPECT_EQ(bench.shown(), kAgain);
  bench.type("here");
  EXPECT_EQ(bench.network.take_sent().at(0).to, kGroup);
}

TEST_F(RestoreRoom, stays_where_it_is_while_the_host_is_away) {
  bench.answer("JOIN <SUCCESS> <200> bob");
  bench.answer("SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(bench.shown(), kAgain);
  EXPECT_EQ(bench.peer().room(), "lobby");
}

TEST_F(RestoreRoom, goes_to_the_main_menu_where_it_is_refused) {
  bench.answer("JOIN <FAILURE> <500>");
  EXPECT_EQ(bench.shown(), kAgain +
                               "E You are no longer in the chat room: The registry could not store this. "
                               "Please try again later.\n" +
                               kMain);
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{kGroup, "System: User ann left."}}));
  EXPECT_EQ(bench.peer().room(), "");
}

TEST_F(RestoreRoom, goes_to_the_main_menu_where_the_room_comes_and_goes) {
  bench.answer("JOIN <FAILURE> <404>");
  bench.answer("CREATION <FAILURE> <404>");
  bench.answer("JOIN <FAILURE> <404>");
  EXPECT_TRUE(bench.shown().ends_with(kMain));
}

TEST_F(RestoreRoom, a_person_who_leaves_meanwhile_is_out_for_good) {
  bench.asked();
  bench.type("q");
  EXPECT_EQ(bench.asked(), "");
  bench.answer("JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(bench.asked(), "ROOM-EXIT ann lobby");
  bench.shown();
  bench.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kMain);
  EXPECT_EQ(bench.asked(), "");
}

TEST_F(RestoreRoom, begins_anew_where_the_connection_is_lost_once_more) {
  bench.answer("JOIN <SUCCESS> <200> bob");
  bench.lose();
  bench.clock.advance(250ms);
  bench.greet();
  bench.forget();
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.asked(), "JOIN-CHAT-ROOM lobby ann");
}

TEST(RestoreLeaving, needs_no_word_to_the_registry_while_the_connection_is_down) {
  Bench bench;
  bench.reach_room();
  bench.lose();
  bench.forget();
  bench.type("q");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{kGroup, "System: User ann left."}}));
  EXPECT_EQ(bench.shown(), kMain);
  bench.clock.advance(250ms);
  bench.greet();
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kAgain);
}

TEST(RestoreLeaving, is_done_where_the_connection_breaks_under_it) {
  Bench bench;
  bench.reach_room();
  bench.type("q");
  bench.lose();
  EXPECT_EQ(bench.shown(), kLost + kMain);
  bench.clock.advance(250ms);
  bench.greet();
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kAgain);
}

TEST(RestoreEntering, is_told_where_the_connection_breaks_under_it) {
  Bench bench;
  bench.reach_main_menu();
  bench.type("3");
  bench.type("lobby");
  bench.answer("CREATION <SUCCESS> <200>");
  bench.shown();
  bench.lose();
  EXPECT_EQ(bench.shown(),
            kLost + "E The connection broke before the registry answered. Please try again.\n" + kMain);
  EXPECT_EQ(bench.peer().room(), "");
}

}  // namespace
}  // namespace parley::peer
