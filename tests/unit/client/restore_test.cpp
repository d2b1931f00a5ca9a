#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

const std::string kLogin = "LOGIN ann " + std::string(kSecret) + " 5000";

TEST(Restore, connects_and_logs_in_again_by_itself) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  EXPECT_EQ(fixture.shown(), kLost);
  fixture.clock.advance(249ms);
  EXPECT_EQ(fixture.network.connections.size(), 1U);
  fixture.clock.advance(1ms);
  ASSERT_EQ(fixture.network.connections.size(), 2U);
  fixture.greet();
  EXPECT_EQ(fixture.asked(), "HELLO P2P 2");
  EXPECT_EQ(fixture.asked(), kLogin);
  EXPECT_EQ(fixture.shown(), "");
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kAgain);
  EXPECT_TRUE(fixture.terminal.asking()) << "the menu's question stays open";
  EXPECT_EQ(fixture.user(), "ann");
}

TEST(Restore, keeps_nobody_alive_while_the_connection_is_down) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.clock.advance(8s);
  EXPECT_TRUE(fixture.network.take_sent().empty());
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{"192.0.2.1:15501", "KEEP_ALIVE ann"}}));
  EXPECT_EQ(fixture.network.open_sockets.size(), 1U);
}

TEST(Restore, waits_twice_as_long_after_each_failure_up_to_four_seconds) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  std::vector<Duration> pauses;
  for (int i = 0; i < 7; ++i) {
    const auto before = fixture.clock.now();
    const auto wires = fixture.network.connections.size();
    while (fixture.network.connections.size() == wires) fixture.clock.advance(50ms);
    pauses.push_back(fixture.clock.now() - before);
    fixture.lose(CloseCause::kUnreachable, "connection refused");
  }
  EXPECT_EQ(pauses, (std::vector<Duration>{250ms, 500ms, 1s, 2s, 4s, 4s, 4s}));
  EXPECT_EQ(fixture.shown(), kLost);
}

TEST(Restore, gives_up_after_thirty_seconds) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.shown();
  const auto lost_at = fixture.clock.now();
  while (!fixture.exit_code && fixture.clock.now() - lost_at < 60s) {
    if (fixture.connected()) fixture.lose(CloseCause::kUnreachable, "connection refused");
    fixture.clock.advance(10ms);
  }
  EXPECT_EQ(fixture.clock.now() - lost_at, 30s);
  EXPECT_EQ(fixture.exit_code, ExitCode::kUnreachable);
  const auto shown = fixture.shown();
  EXPECT_EQ(shown, "E The connection to the registry at reg:15600 is lost: it does not answer\n");
}

TEST(Restore, gives_up_after_thirty_seconds_of_a_silent_host_too) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.shown();
  fixture.clock.advance(29s);
  EXPECT_FALSE(fixture.exit_code);
  fixture.clock.advance(1s);
  EXPECT_EQ(fixture.exit_code, ExitCode::kUnreachable);
}

TEST(Restore, tries_again_while_the_old_session_still_stands) {
  for (const auto* answer :
       {"AUTH <ONLINE> <300>", "AUTH <FAILURE> <429>", "AUTH <FAILURE> <500>", "AUTH <FAILURE> <503>"}) {
    PeerFixture fixture;
    fixture.reach_main_menu();
    fixture.lose();
    fixture.clock.advance(250ms);
    fixture.greet();
    fixture.answer(answer);
    EXPECT_FALSE(fixture.connected());
    fixture.clock.advance(500ms);
    ASSERT_TRUE(fixture.connected());
    fixture.greet();
    fixture.shown();
    fixture.answer("AUTH <SUCCESS> <200>");
    EXPECT_EQ(fixture.shown(), kAgain) << answer;
  }
}

TEST(Restore, gives_up_where_the_log_in_is_no_longer_good) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.shown();
  fixture.answer("AUTH <FAILURE> <404>");
  EXPECT_EQ(fixture.shown(),
            "E The connection to the registry at reg:15600 is lost: it no longer takes this log-in\n");
  EXPECT_EQ(fixture.exit_code, ExitCode::kUnreachable);
}

TEST(Restore, waits_out_a_long_queue_at_the_registrys_hasher) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.shown();
  fixture.clock.advance(100s);
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), kAgain);
}

TEST(Restore, tells_of_one_outage_once) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.answer("AUTH <SUCCESS> <200>");
  fixture.lose();
  EXPECT_EQ(fixture.shown(), kLost);
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.answer("AUTH <SUCCESS> <200>");
  fixture.answer("JOIN <SUCCESS> <200> ann");
  fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
  EXPECT_EQ(fixture.shown(), kAgain);
}

TEST(Restore, tells_of_a_change_that_was_under_way) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("3");
  fixture.type("lobby");
  fixture.forget();
  fixture.lose();
  EXPECT_EQ(fixture.shown(),
            kLost + "E The connection broke before the registry answered. Please try again.\n" + kMain);
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.answer("AUTH <SUCCESS> <200>");
  fixture.asked();
  fixture.asked();
  EXPECT_EQ(fixture.asked(), "") << "a change must not be repeated silently";
}

TEST(Restore, repeats_a_question_that_was_under_way) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("4");
  fixture.lose();
  EXPECT_EQ(fixture.shown(), kLost);
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.asked();
  EXPECT_EQ(fixture.asked(), kLogin);
  EXPECT_EQ(fixture.asked(), "");
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.asked(), "SHOW-ROOM-LIST");
  fixture.shown();
  fixture.answer("ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "N No available Chat Rooms\n" + kMain);
}

TEST(Restore, repeats_a_question_once_only) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.type("4");
  for (int i = 0; i < 2; ++i) {
    fixture.lose();
    fixture.clock.advance(250ms);
    fixture.greet();
    fixture.answer("AUTH <SUCCESS> <200>");
  }
  EXPECT_EQ(fixture.shown(), kLost + kAgain + kLost +
                                 "E The connection broke before the registry answered. Please try again.\n" +
                                 kMain + kAgain);
}

TEST(Restore, lets_what_is_asked_meanwhile_wait) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.type("3");
  fixture.type("lobby");
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.asked();
  EXPECT_EQ(fixture.asked(), kLogin);
  EXPECT_EQ(fixture.asked(), "");
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.asked(), "CREATE-CHAT-ROOM lobby ann");
}

TEST(Restore, a_log_out_meanwhile_ends_the_program) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.shown();
  fixture.type("6");
  EXPECT_EQ(fixture.shown(), "S Logged out successfully\n");
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
  EXPECT_FALSE(fixture.clock.armed());
}

}  // namespace
}  // namespace parley::client
