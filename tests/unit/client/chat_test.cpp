#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

const std::string kGroup(kRoomGroup);

TEST(Chat, is_entered_after_a_creation) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("3");
  fixture.type("lobby");
  EXPECT_EQ(fixture.asked(), "CREATE-CHAT-ROOM lobby ann");
  fixture.shown();
  fixture.answer("CREATION <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "S A chatroom with name lobby has been created...\n");
  EXPECT_EQ(fixture.asked(), "SEARCH_USER ann");
  EXPECT_EQ(fixture.room(), "");
  fixture.network.take_sent();
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
  EXPECT_EQ(fixture.shown(), kInRoom);
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{kGroup, "System: User ann joined!"}}));
  EXPECT_EQ(fixture.room(), "lobby");
}

TEST(Chat, is_entered_after_a_join_by_the_hosts_port) {
  PeerOptions options{HostPort{"reg", 15600}, {}, kLoopback, false, wire::Dialect::kV2};
  PeerFixture fixture(options);
  fixture.reach_main_menu();
  fixture.type("5");
  fixture.type("lobby");
  fixture.shown();
  fixture.asked();
  fixture.answer("JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(fixture.shown(), "S You have joined the room lobby successfully...\n");
  EXPECT_EQ(fixture.asked(), "SEARCH_USER bob");
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.8:6000");
  EXPECT_EQ(fixture.shown(), kInRoom);
  EXPECT_EQ(fixture.network.last_interface, kLoopback);
}

TEST(Chat, sends_each_line_and_keeps_the_typed_one_on_the_screen) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("hello, all");
  fixture.type("  indented ");
  EXPECT_EQ(fixture.shown(), "? \n? \n");
  EXPECT_EQ(fixture.network.take_sent(),
            (std::vector<SentDatagram>{{kGroup, "ann: hello, all"}, {kGroup, "ann:   indented "}}));
}

TEST(Chat, sends_no_empty_lines) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("");
  fixture.type(" \t ");
  EXPECT_EQ(fixture.shown(), "? \n? \n");
  EXPECT_TRUE(fixture.network.take_sent().empty());
}

TEST(Chat, refuses_lines_that_do_not_fit_and_names_the_limit) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type(std::string(1019, 'x'));
  EXPECT_EQ(fixture.shown(), "? \n");
  EXPECT_EQ(fixture.network.take_sent().at(0).bytes.size(), 1024U);
  fixture.type(std::string(1020, 'x'));
  EXPECT_EQ(fixture.shown(), "N This line is too long to send: it has 1020 bytes, at most 1019 fit.\n? \n");
  EXPECT_TRUE(fixture.network.take_sent().empty());
}

TEST(Chat, refuses_bytes_that_are_no_utf8) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("caf\xe9");
  EXPECT_EQ(fixture.shown(), "E Error: This is not UTF-8 text\n? \n");
  EXPECT_TRUE(fixture.network.take_sent().empty());
}

TEST(Chat, shows_the_others_in_the_colours_of_their_kinds) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.network.deliver(kGroup, "bob: hi there");
  fixture.network.deliver(kGroup, "System: User bob joined!");
  fixture.network.deliver(kGroup, "System: User bob left.");
  fixture.network.deliver(kGroup, "System: watch out!");
  fixture.network.deliver(kGroup, "System: maintenance at noon.");
  EXPECT_EQ(fixture.shown(),
            "O bob: hi there\n"
            "S System: User bob joined!\n"
            "N System: User bob left.\n"
            "S System: watch out!\n"
            "N System: maintenance at noon.\n");
}

TEST(Chat, shows_hostile_bytes_harmlessly) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.network.deliver(kGroup, "bob: \x1b[2J\x07\ttab");
  EXPECT_EQ(fixture.shown(), "O bob: \xef\xbf\xbd[2J\xef\xbf\xbd tab\n");
  fixture.network.deliver(kGroup, "bob: \xff\xfe");
  fixture.network.deliver(kGroup, "no chat line");
  fixture.network.deliver(kGroup, "");
  EXPECT_EQ(fixture.shown(), "");
}

TEST(Chat, ends_with_q) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("q");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{kGroup, "System: User ann left."}}));
  EXPECT_EQ(fixture.asked(), "ROOM-EXIT ann lobby");
  EXPECT_EQ(fixture.room(), "");
  fixture.network.deliver(kGroup, "bob: still there?");
  EXPECT_EQ(fixture.shown(), "");
  fixture.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kMain);
}

TEST(Chat, is_left_whatever_the_registry_answers) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"ROOM-EXIT-RESPONSE <FAILURE> <404>", ""},
      {"ROOM-EXIT-RESPONSE <FAILURE> <500>",
       "E The registry could not store this. Please try again later.\n"},
      {"ROOM-EXIT-RESPONSE <FAILURE> <403>",
       "E The registry does not allow this in another person's name.\n"},
  };
  for (const auto& [answer, line] : cases) {
    PeerFixture fixture;
    fixture.reach_room();
    fixture.type("q");
    fixture.answer(answer);
    EXPECT_EQ(fixture.shown(), line + kMain) << answer;
    fixture.type("4");
    fixture.answer("ROOMS-LIST <SUCCESS> <200>");
    EXPECT_EQ(fixture.shown(), "N No available Chat Rooms\n" + kMain);
  }
}

TEST(Chat, can_be_entered_again) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("q");
  fixture.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  fixture.type("5");
  fixture.type("lobby");
  fixture.answer("JOIN <SUCCESS> <200> bob");
  fixture.shown();
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.8:6000");
  EXPECT_EQ(fixture.shown(), kInRoom);
}

/// Every way in which the entry can fail after the registry's yes: the membership is given back.
TEST(Chat, gives_the_membership_back_where_the_room_cannot_be_entered) {
  const std::string away =
      "E The chat room cannot be entered while its host is away. Please try again later.\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"SEARCH_USER_RESPONSE <NOT_ONLINE> <300>", away},
      {"SEARCH_USER_RESPONSE <NOT_FOUND> <404>", away},
      {"SEARCH_USER_RESPONSE <FAILURE> <500>",
       "E The registry could not store this. Please try again later.\n"},
      {"SEARCH_USER_RESPONSE <SUCCESS> <200> nowhere",
       "E The registry does not tell where this chat room talks.\n"},
      {"SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:0",
       "E The registry does not tell where this chat room talks.\n"},
  };
  for (const auto& [answer, line] : cases) {
    PeerFixture fixture;
    fixture.reach_main_menu();
    fixture.type("3");
    fixture.type("lobby");
    fixture.answer("CREATION <SUCCESS> <200>");
    fixture.forget();
    fixture.answer(answer);
    EXPECT_EQ(fixture.shown(), line) << answer;
    EXPECT_EQ(fixture.asked(), "ROOM-EXIT ann lobby");
    fixture.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
    EXPECT_EQ(fixture.shown(), kMain);
    EXPECT_TRUE(fixture.network.take_sent().empty()) << "a word to a room that was never entered";
  }
}

TEST(Chat, gives_the_membership_back_where_the_group_cannot_be_joined) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.network.groups_work = false;
  fixture.type("3");
  fixture.type("lobby");
  fixture.answer("CREATION <SUCCESS> <200>");
  fixture.forget();
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
  EXPECT_EQ(fixture.shown(), "E The chat room's multicast group cannot be joined: no such device\n");
  EXPECT_EQ(fixture.asked(), "ROOM-EXIT ann lobby");
}

TEST(Chat, gives_the_membership_back_where_the_host_has_no_name) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("5");
  fixture.type("lobby");
  fixture.forget();
  fixture.answer("JOIN <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(),
            "S You have joined the room lobby successfully...\n"
            "E The registry names a host of this chat room that cannot be asked for.\n");
  EXPECT_EQ(fixture.asked(), "ROOM-EXIT ann lobby");
  fixture.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kMain);
}

}  // namespace
}  // namespace parley::client
