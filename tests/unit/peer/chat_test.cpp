#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

const std::string kGroup(kRoomGroup);

TEST(Chat, is_entered_after_a_creation) {
  Bench bench;
  bench.reach_main_menu();
  bench.type("3");
  bench.type("lobby");
  EXPECT_EQ(bench.asked(), "CREATE-CHAT-ROOM lobby ann");
  bench.shown();
  bench.answer("CREATION <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "S A chatroom with name lobby has been created...\n");
  EXPECT_EQ(bench.asked(), "SEARCH_USER ann");
  EXPECT_EQ(bench.peer().room(), "");
  bench.network.take_sent();
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
  EXPECT_EQ(bench.shown(), kInRoom);
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{kGroup, "System: User ann joined!"}}));
  EXPECT_EQ(bench.peer().room(), "lobby");
}

TEST(Chat, is_entered_after_a_join_by_the_hosts_port) {
  PeerOptions options{HostPort{"reg", 15600}, {}, kLoopback, false, wire::Dialect::kV2};
  Bench bench(options);
  bench.reach_main_menu();
  bench.type("5");
  bench.type("lobby");
  bench.shown();
  bench.asked();
  bench.answer("JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(bench.shown(), "S You have joined the room lobby successfully...\n");
  EXPECT_EQ(bench.asked(), "SEARCH_USER bob");
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.8:6000");
  EXPECT_EQ(bench.shown(), kInRoom);
  EXPECT_EQ(bench.network.last_interface, kLoopback);
}

TEST(Chat, sends_each_line_and_keeps_the_typed_one_on_the_screen) {
  Bench bench;
  bench.reach_room();
  bench.type("hello, all");
  bench.type("  indented ");
  EXPECT_EQ(bench.shown(), "? \n? \n");
  EXPECT_EQ(bench.network.take_sent(),
            (std::vector<Sent>{{kGroup, "ann: hello, all"}, {kGroup, "ann:   indented "}}));
}

TEST(Chat, sends_no_empty_lines) {
  Bench bench;
  bench.reach_room();
  bench.type("");
  bench.type(" \t ");
  EXPECT_EQ(bench.shown(), "? \n? \n");
  EXPECT_TRUE(bench.network.take_sent().empty());
}

TEST(Chat, refuses_lines_that_do_not_fit_and_names_the_limit) {
  Bench bench;
  bench.reach_room();
  bench.type(std::string(1019, 'x'));
  EXPECT_EQ(bench.shown(), "? \n");
  EXPECT_EQ(bench.network.take_sent().at(0).bytes.size(), 1024U);
  bench.type(std::string(1020, 'x'));
  EXPECT_EQ(bench.shown(), "N This line is too long to send: it has 1020 bytes, at most 1019 fit.\n? \n");
  EXPECT_TRUE(bench.network.take_sent().empty());
}

TEST(Chat, refuses_bytes_that_are_no_utf8) {
  Bench bench;
  bench.reach_room();
  bench.type("caf\xe9");
  EXPECT_EQ(bench.shown(), "E Error: This is no UTF-8 text\n? \n");
  EXPECT_TRUE(bench.network.take_sent().empty());
}

TEST(Chat, shows_the_others_in_the_colours_of_their_kinds) {
  Bench bench;
  bench.reach_room();
  bench.network.deliver(kGroup, "bob: hi there");
  bench.network.deliver(kGroup, "System: User bob joined!");
  bench.network.deliver(kGroup, "System: User bob left.");
  bench.network.deliver(kGroup, "System: watch out!");
  bench.network.deliver(kGroup, "System: maintenance at noon.");
  EXPECT_EQ(bench.shown(),
            "O bob: hi there\n"
            "S System: User bob joined!\n"
            "N System: User bob left.\n"
            "S System: watch out!\n"
            "N System: maintenance at noon.\n");
}

TEST(Chat, shows_hostile_bytes_harmlessly) {
  Bench bench;
  bench.reach_room();
  bench.network.deliver(kGroup, "bob: \x1b[2J\x07\ttab");
  EXPECT_EQ(bench.shown(), "O bob: \xef\xbf\xbd[2J\xef\xbf\xbd tab\n");
  bench.network.deliver(kGroup, "bob: \xff\xfe");
  bench.network.deliver(kGroup, "no chat line");
  bench.network.deliver(kGroup, "");
  EXPECT_EQ(bench.shown(), "");
}

TEST(Chat, ends_with_q) {
  Bench bench;
  bench.reach_room();
  bench.type("q");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{kGroup, "System: User ann left."}}));
  EXPECT_EQ(bench.asked(), "ROOM-EXIT ann lobby");
  EXPECT_EQ(bench.peer().room(), "");
  bench.network.deliver(kGroup, "bob: still there?");
  EXPECT_EQ(bench.shown(), "");
  bench.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kMain);
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
    Bench bench;
    bench.reach_room();
    bench.type("q");
    bench.answer(answer);
    EXPECT_EQ(bench.shown(), line + kMain) << answer;
    bench.type("4");
    bench.answer("ROOMS-LIST <SUCCESS> <200>");
    EXPECT_EQ(bench.shown(), "N No available Chat Rooms\n" + kMain);
  }
}

TEST(Chat, can_be_entered_again) {
  Bench bench;
  bench.reach_room();
  bench.type("q");
  bench.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  bench.type("5");
  bench.type("lobby");
  bench.answer("JOIN <SUCCESS> <200> bob");
  bench.shown();
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.8:6000");
  EXPECT_EQ(bench.shown(), kInRoom);
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
    Bench bench;
    bench.reach_main_menu();
    bench.type("3");
    bench.type("lobby");
    bench.answer("CREATION <SUCCESS> <200>");
    bench.forget();
    bench.answer(answer);
    EXPECT_EQ(bench.shown(), line) << answer;
    EXPECT_EQ(bench.asked(), "ROOM-EXIT ann lobby");
    bench.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
    EXPECT_EQ(bench.shown(), kMain);
    EXPECT_TRUE(bench.network.take_sent().empty()) << "a word to a room that was never entered";
  }
}

TEST(Chat, gives_the_membership_back_where_the_group_cannot_be_joined) {
  Bench bench;
  bench.reach_main_menu();
  bench.network.groups_work = false;
  bench.type("3");
  bench.type("lobby");
  bench.answer("CREATION <SUCCESS> <200>");
  bench.forget();
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
  EXPECT_EQ(bench.shown(), "E The chat room's multicast group cannot be joined: no such device\n");
  EXPECT_EQ(bench.asked(), "ROOM-EXIT ann lobby");
}

TEST(Chat, gives_the_membership_back_where_the_host_has_no_name) {
  Bench bench;
  bench.reach_main_menu();
  bench.type("5");
  bench.type("lobby");
  bench.forget();
  bench.answer("JOIN <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(),
            "S You have joined the room lobby successfully...\n"
            "E The registry names a host of this chat room that cannot be asked for.\n");
  EXPECT_EQ(bench.asked(), "ROOM-EXIT ann lobby");
  bench.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kMain);
}

}  // namespace
}  // namespace parley::peer
