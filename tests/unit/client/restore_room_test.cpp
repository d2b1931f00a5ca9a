#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

const std::string kGroup(kRoomGroup);
const std::string kPort6000 = "SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000";

/// In a room, the connection lost and back, the log-in accepted: the first question is out.
struct RestoreRoom : testing::Test {
  RestoreRoom() {
    fixture.reach_room();
    fixture.lose();
    fixture.clock.advance(250ms);
    fixture.greet();
    fixture.forget();
    fixture.answer("AUTH <SUCCESS> <200>");
    fixture.network.take_sent();
  }
  PeerFixture fixture;
};

TEST_F(RestoreRoom, joins_again_without_a_word_to_the_others) {
  EXPECT_EQ(fixture.asked(), "JOIN-CHAT-ROOM lobby ann");
  fixture.answer("JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(fixture.asked(), "SEARCH_USER bob");
  EXPECT_EQ(fixture.shown(), "");
  fixture.answer(kPort6000);
  EXPECT_EQ(fixture.shown(), kAgain);
  EXPECT_TRUE(fixture.network.take_sent().empty());
  EXPECT_EQ(fixture.room(), "lobby");
}

TEST_F(RestoreRoom, the_talk_goes_on_meanwhile) {
  fixture.network.deliver(kGroup, "bob: are you there?");
  fixture.type("yes");
  EXPECT_EQ(fixture.shown(), "O bob: are you there?\n? \n");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{kGroup, "ann: yes"}}));
}

TEST_F(RestoreRoom, makes_a_forgotten_room_anew) {
  fixture.asked();
  fixture.answer("JOIN <FAILURE> <404>");
  EXPECT_EQ(fixture.asked(), "CREATE-CHAT-ROOM lobby ann");
  fixture.answer("CREATION <SUCCESS> <200>");
  EXPECT_EQ(fixture.asked(), "SEARCH_USER ann");
  fixture.answer(kPort6000);
  EXPECT_EQ(fixture.shown(), kAgain);
}

TEST_F(RestoreRoom, joins_the_room_that_another_member_made_anew_first) {
  fixture.answer("JOIN <FAILURE> <404>");
  fixture.forget();
  fixture.answer("CREATION <FAILURE> <404>");
  EXPECT_EQ(fixture.asked(), "JOIN-CHAT-ROOM lobby ann");
  fixture.answer("JOIN <SUCCESS> <200> bob");
  fixture.answer(kPort6000);
  EXPECT_EQ(fixture.shown(), kAgain);
}

TEST_F(RestoreRoom, moves_quietly_where_the_room_has_another_port_now) {
  fixture.answer("JOIN <SUCCESS> <200> bob");
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6001");
  EXPECT_EQ(fixture.shown(), kAgain);
  EXPECT_TRUE(fixture.network.take_sent().empty());
  fixture.type("here");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{"224.1.1.1:6001", "ann: here"}}));
  fixture.shown();
  fixture.network.deliver(kGroup, "bob: old port");
  fixture.network.deliver("224.1.1.1:6001", "bob: new port");
  EXPECT_EQ(fixture.shown(), "O bob: new port\n");
}

TEST_F(RestoreRoom, stays_where_it_is_where_the_port_is_not_told_or_cannot_be_had) {
  fixture.answer("JOIN <SUCCESS> <200> bob");
  fixture.network.groups_work = false;
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6001");
  EXPECT_EQ(fixture.shown(), kAgain);
  fixture.type("here");
  EXPECT_EQ(fixture.network.take_sent().at(0).to, kGroup);
}

TEST_F(RestoreRoom, stays_where_it_is_while_the_host_is_away) {
  fixture.answer("JOIN <SUCCESS> <200> bob");
  fixture.answer("SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(fixture.shown(), kAgain);
  EXPECT_EQ(fixture.room(), "lobby");
}

TEST_F(RestoreRoom, goes_to_the_main_menu_where_it_is_refused) {
  fixture.answer("JOIN <FAILURE> <500>");
  EXPECT_EQ(fixture.shown(), kAgain +
                                 "E You are no longer in the chat room: The registry could not store this. "
                                 "Please try again later.\n" +
                                 kMain);
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{kGroup, "System: User ann left."}}));
  EXPECT_EQ(fixture.room(), "");
}

TEST_F(RestoreRoom, goes_to_the_main_menu_where_the_room_comes_and_goes) {
  fixture.answer("JOIN <FAILURE> <404>");
  fixture.answer("CREATION <FAILURE> <404>");
  fixture.answer("JOIN <FAILURE> <404>");
  EXPECT_TRUE(fixture.shown().ends_with(kMain));
}

TEST_F(RestoreRoom, a_person_who_leaves_meanwhile_is_out_for_good) {
  fixture.asked();
  fixture.type("q");
  EXPECT_EQ(fixture.asked(), "");
  fixture.answer("JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(fixture.asked(), "ROOM-EXIT ann lobby");
  fixture.shown();
  fixture.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kMain);
  EXPECT_EQ(fixture.asked(), "");
}

TEST_F(RestoreRoom, begins_anew_where_the_connection_is_lost_once_more) {
  fixture.answer("JOIN <SUCCESS> <200> bob");
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.forget();
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.asked(), "JOIN-CHAT-ROOM lobby ann");
}

TEST(RestoreLeaving, needs_no_word_to_the_registry_while_the_connection_is_down) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.lose();
  fixture.forget();
  fixture.type("q");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{kGroup, "System: User ann left."}}));
  EXPECT_EQ(fixture.shown(), kMain);
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kAgain);
}

TEST(RestoreLeaving, is_done_where_the_connection_breaks_under_it) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("q");
  fixture.lose();
  EXPECT_EQ(fixture.shown(), kLost + kMain);
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kAgain);
}

TEST(RestoreEntering, is_told_where_the_connection_breaks_under_it) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("3");
  fixture.type("lobby");
  fixture.answer("CREATION <SUCCESS> <200>");
  fixture.shown();
  fixture.lose();
  EXPECT_EQ(fixture.shown(),
            kLost + "E The connection broke before the registry answered. Please try again.\n" + kMain);
  EXPECT_EQ(fixture.room(), "");
}

}  // namespace
}  // namespace parley::client
