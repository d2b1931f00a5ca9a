#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

/// What the registry answers, and what the person then reads.
struct Case {
  std::string answer;
  std::string shown;
};

/// Types the lines at the main menu; what comes back to `question` is as each case says.
void expect_answers(const std::vector<std::string>& typed, const std::string& question,
                    const std::vector<Case>& cases) {
  for (const auto& one : cases) {
    PeerFixture fixture;
    fixture.reach_main_menu();
    for (const auto& line : typed) fixture.type(line);
    EXPECT_EQ(fixture.asked(), question);
    fixture.shown();
    fixture.answer(one.answer);
    EXPECT_EQ(fixture.shown(), one.shown + kMain) << one.answer;
  }
}

/// The lines that a person reads of statuses that no question has words for, with `verb` before them.
std::vector<Case> other_statuses(const std::string& verb) {
  return {
      {verb + " <FAILURE> <400>", "E The registry did not understand this request.\n"},
      {"ERROR <FAILURE> <400>", "E The registry did not understand this request.\n"},
      {verb + " <FAILURE> <401>", "E The registry says that you are not logged in. Please log in again.\n"},
      {verb + " <FAILURE> <403>", "E The registry does not allow this in another person's name.\n"},
      {verb + " <FAILURE> <409>",
       "E The registry refuses this for now: you may still be in another chat room.\n"},
      {verb + " <FAILURE> <429>", "E Too many requests at once. Please wait a moment and try again.\n"},
      {verb + " <FAILURE> <500>", "E The registry could not store this. Please try again later.\n"},
      {verb + " <FAILURE> <503>", "E The registry is shutting down. Please try again later.\n"},
  };
}

TEST(MainMenu, refuses_other_choices) {
  for (const auto* line : {"", "7", "q", "1 1"}) {
    PeerFixture fixture;
    fixture.reach_main_menu();
    fixture.type(line);
    EXPECT_EQ(fixture.shown(), "E Invalid Option Selected, please try again.\n" + kMain) << line;
  }
}

TEST(MainMenu, logout_says_so_to_both_sides_and_ends) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("6");
  EXPECT_EQ(fixture.shown(), "S Logged out successfully\n");
  EXPECT_EQ(fixture.asked(), "LOGOUT ann");
  EXPECT_TRUE(fixture.network.connection().closed);
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
  EXPECT_FALSE(fixture.clock.armed());
  EXPECT_TRUE(fixture.network.open_sockets.empty());
}

TEST(FindUsers, asks_until_it_gets_y_or_n) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  const std::string question = "? Retrieve detailed list with users IP and Port numbers?(Choose y or n): \n";
  fixture.type("1");
  EXPECT_EQ(fixture.shown(), question);
  fixture.type("maybe");
  EXPECT_EQ(fixture.shown(), "E Error: Please choose a valid option (y or n)\n" + question);
  fixture.type("");
  fixture.type(" N ");
  EXPECT_EQ(fixture.asked(), "DISCOVER_PEERS SIMPLE ann");
}

TEST(FindUsers, shows_names_and_addresses) {
  expect_answers({"1", "y"}, "DISCOVER_PEERS DETAILED ann",
                 {{"PEER_LIST <SUCCESS> <200> bob (192.0.2.8:5001) cleo (192.0.2.9:5002)",
                   "- # Username         (IP:Port)\n"
                   "- 1 bob              (192.0.2.8:5001)\n"
                   "- 2 cleo             (192.0.2.9:5002)\n"},
                  {"PEER_LIST <FAILURE> <404>", "N No Online Users right now, please check back later\n"},
                  {"PEER_LIST <SUCCESS> <200>", "N No Online Users right now, please check back later\n"}});
  expect_answers({"1", "y"}, "DISCOVER_PEERS DETAILED ann", other_statuses("PEER_LIST"));
}

TEST(FindUsers, shows_names_alone) {
  expect_answers({"1", "n"}, "DISCOVER_PEERS SIMPLE ann",
                 {{"PEER_LIST <SUCCESS> <200> bob cleo", "- Username\n- 1 bob\n- 2 cleo\n"},
                  {"PEER_LIST <FAILURE> <404>", "N No Online Users right now, please check back later\n"}});
}

TEST(FindUsers, says_so_where_the_list_cannot_be_read) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("1");
  fixture.type("y");
  fixture.shown();
  fixture.answer("PEER_LIST <SUCCESS> <200> bob (not an address)");
  const auto shown = fixture.shown();
  EXPECT_TRUE(shown.starts_with("E The registry's list cannot be read: ")) << shown;
  EXPECT_TRUE(shown.ends_with(kMain)) << shown;
}

TEST(SearchUser, tells_where_a_person_is) {
  expect_answers({"2", " Bob "}, "SEARCH_USER Bob",
                 {{"SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.8:5001",
                   "S Bob is found successfully...\nS IP address of Bob is 192.0.2.8:5001\n"},
                  {"SEARCH_USER_RESPONSE <NOT_ONLINE> <300>", "N Bob is not online...\n"},
                  {"SEARCH_USER_RESPONSE <NOT_FOUND> <404>", "E Bob is not found\n"}});
  expect_answers({"2", "bob"}, "SEARCH_USER bob", other_statuses("SEARCH_USER_RESPONSE"));
}

TEST(SearchUser, knows_that_a_name_which_cannot_be_is_nobodys) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("2");
  EXPECT_EQ(fixture.shown(), "? Username to be searched: \n");
  fixture.type("bob smith\x1b[2J");
  EXPECT_EQ(fixture.shown(), "E bob smith\xef\xbf\xbd[2J is not found\n" + kMain);
  fixture.type("2");
  fixture.shown();
  fixture.type(" ");
  EXPECT_EQ(fixture.shown(), "E Error: Please enter a username\n" + kMain);
  EXPECT_EQ(fixture.asked(), "");
}

TEST(FindChatRooms, shows_the_rooms) {
  expect_answers({"4"}, "SHOW-ROOM-LIST",
                 {{"ROOMS-LIST <SUCCESS> <200>", "N No available Chat Rooms\n"},
                  {"ROOMS-LIST <SUCCESS> <200> lobby ['ann', 'bob'] ann. x ['cleo'] cleo.",
                   "- # Name   Host  Users in Chatroom\n"
                   "- 1 lobby  ann   ['ann', 'bob']\n"
                   "- 2 x      cleo  ['cleo']\n"}});
  expect_answers({"4"}, "SHOW-ROOM-LIST", other_statuses("ROOMS-LIST"));
}

TEST(FindChatRooms, says_so_where_the_list_cannot_be_read) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("4");
  fixture.answer("ROOMS-LIST <SUCCESS> <200> lobby [");
  const auto shown = fixture.shown();
  EXPECT_TRUE(shown.starts_with("E The registry's list cannot be read: ")) << shown;
}

TEST(CreateChatRoom, asks_again_where_the_name_is_taken) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("3");
  EXPECT_EQ(fixture.shown(), "? Chat room name: \n");
  fixture.type("lobby");
  EXPECT_EQ(fixture.asked(), "CREATE-CHAT-ROOM lobby ann");
  fixture.answer("CREATION <FAILURE> <404>");
  EXPECT_EQ(fixture.shown(),
            "E A Chatroom with name lobby already exists!\n"
            "N Hint: enter quit to return to main menu\n? Chat room name: \n");
  fixture.type("quit");
  EXPECT_EQ(fixture.shown(), kMain);
  EXPECT_EQ(fixture.asked(), "");
}

TEST(CreateChatRoom, asks_again_where_the_name_cannot_be) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("3");
  fixture.shown();
  fixture.type("our lobby");
  EXPECT_EQ(fixture.shown(),
            "E Error: Invalid chat room name: a name holds only letters, digits, '_' and '-'\n"
            "N Hint: enter quit to return to main menu\n? Chat room name: \n");
  EXPECT_EQ(fixture.asked(), "");
}

TEST(CreateChatRoom, says_what_other_answers_mean) {
  expect_answers({"3", "lobby"}, "CREATE-CHAT-ROOM lobby ann", other_statuses("CREATION"));
}

TEST(JoinChatRoom, asks_again_where_there_is_no_such_room) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("5");
  EXPECT_EQ(fixture.shown(), "? Chat room name: \n");
  fixture.type("lobby");
  EXPECT_EQ(fixture.asked(), "JOIN-CHAT-ROOM lobby ann");
  fixture.answer("JOIN <FAILURE> <404>");
  const std::string again = "N Hint: enter quit to return to main menu\n? Chat room name: \n";
  EXPECT_EQ(fixture.shown(), "E No chatroom with the name lobby!\n" + again);
  fixture.type("our lobby");
  EXPECT_EQ(fixture.shown(), "E No chatroom with the name our lobby!\n" + again);
  fixture.type("");
  EXPECT_EQ(fixture.shown(), "E Error: Please enter a chat room name\n" + again);
  fixture.type(" quit ");
  EXPECT_EQ(fixture.shown(), kMain);
}

TEST(JoinChatRoom, says_what_other_answers_mean) {
  expect_answers({"5", "lobby"}, "JOIN-CHAT-ROOM lobby ann", other_statuses("JOIN"));
}

}  // namespace
}  // namespace parley::client
