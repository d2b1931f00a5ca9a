#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

const std::string kLogin = "LOGIN ann " + std::string(kSecret) + " 5000";

TEST(Restore, connects_and_logs_in_again_by_itself) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  EXPECT_EQ(bench.shown(), kLost);
  bench.clock.advance(249ms);
  EXPECT_EQ(bench.network.wires.size(), 1U);
  bench.clock.advance(1ms);
  ASSERT_EQ(bench.network.wires.size(), 2U);
  bench.greet();
  EXPECT_EQ(bench.asked(), "HELLO P2P 2");
  EXPECT_EQ(bench.asked(), kLogin);
  EXPECT_EQ(bench.shown(), "");
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kAgain);
  EXPECT_TRUE(bench.terminal.asking()) << "the menu's question stays open";
  EXPECT_EQ(bench.peer().user(), "ann");
}

TEST(Restore, keeps_nobody_alive_while_the_connection_is_down) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.clock.advance(250ms);
  bench.greet();
  bench.clock.advance(8s);
  EXPECT_TRUE(bench.network.take_sent().empty());
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{"192.0.2.1:15501", "KEEP_ALIVE ann"}}));
  EXPECT_EQ(bench.network.open_sockets.size(), 1U);
}

TEST(Restore, waits_twice_as_long_after_each_failure_up_to_four_seconds) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  std::vector<Duration> pauses;
  for (int i = 0; i < 7; ++i) {
    const auto before = bench.clock.now();
    const auto wires = bench.network.wires.size();
    while (bench.network.wires.size() == wires) bench.clock.advance(50ms);
    pauses.push_back(bench.clock.now() - before);
    bench.lose(CloseCause::kUnreachable, "connection refused");
  }
  EXPECT_EQ(pauses, (std::vector<Duration>{250ms, 500ms, 1s, 2s, 4s, 4s, 4s}));
  EXPECT_EQ(bench.shown(), kLost);
}

TEST(Restore, gives_up_after_thirty_seconds) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.shown();
  const auto lost_at = bench.clock.now();
  while (!bench.exit_code && bench.clock.now() - lost_at < 60s) {
    if (bench.connected()) bench.lose(CloseCause::kUnreachable, "connection refused");
    bench.clock.advance(10ms);
  }
  EXPECT_EQ(bench.clock.now() - lost_at, 30s);
  EXPECT_EQ(bench.exit_code, ExitCode::kUnreachable);
  const auto shown = bench.shown();
  EXPECT_EQ(shown, "E The connection to the registry at reg:15600 is lost: it does not answer\n");
}

TEST(Restore, gives_up_after_thirty_seconds_of_a_silent_host_too) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.shown();
  bench.clock.advance(29s);
  EXPECT_FALSE(bench.exit_code);
  bench.clock.advance(1s);
  EXPECT_EQ(bench.exit_code, ExitCode::kUnreachable);
}

TEST(Restore, tries_again_while_the_old_session_still_stands) {
  for (const auto* answer :
       {"AUTH <ONLINE> <300>", "AUTH <FAILURE> <429>", "AUTH <FAILURE> <500>", "AUTH <FAILURE> <503>"}) {
    Bench bench;
    bench.reach_main_menu();
    bench.lose();
    bench.clock.advance(250ms);
    bench.greet();
    bench.answer(answer);
    EXPECT_FALSE(bench.connected());
    bench.clock.advance(500ms);
    ASSERT_TRUE(bench.connected());
    bench.greet();
    bench.shown();
    bench.answer("AUTH <SUCCESS> <200>");
    EXPECT_EQ(bench.shown(), kAgain) << answer;
  }
}

TEST(Restore, gives_up_where_the_log_in_is_no_longer_good) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.clock.advance(250ms);
  bench.greet();
  bench.shown();
  bench.answer("AUTH <FAILURE> <404>");
  EXPECT_EQ(bench.shown(),
            "E The connection to the registry at reg:15600 is lost: it no longer takes this log-in\n");
  EXPECT_EQ(bench.exit_code, ExitCode::kUnreachable);
}

TEST(Restore, waits_out_a_long_queue_at_the_registrys_hasher) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.clock.advance(250ms);
  bench.greet();
  bench.shown();
  bench.clock.advance(100s);
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), kAgain);
}

TEST(Restore, tells_of_one_outage_once) {
  Bench bench;
  bench.reach_room();
  bench.lose();
  bench.clock.advance(250ms);
  bench.greet();
  bench.answer("AUTH <SUCCESS> <200>");
  bench.lose();
  EXPECT_EQ(bench.shown(), kLost);
  bench.clock.advance(250ms);
  bench.greet();
  bench.answer("AUTH <SUCCESS> <200>");
  bench.answer("JOIN <SUCCESS> <200> ann");
  bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
  EXPECT_EQ(bench.shown(), kAgain);
}

TEST(Restore, tells_of_a_change_that_was_under_way) {
  Bench bench;
  bench.reach_main_menu();
  bench.type("3");
  bench.type("lobby");
  bench.forget();
  bench.lose();
  EXPECT_EQ(bench.shown(),
            kLost + "E The connection broke before the registry answered. Please try again.\n" + kMain);
  bench.clock.advance(250ms);
  bench.greet();
  bench.answer("AUTH <SUCCESS> <200>");
  bench.asked();
  bench.asked();
  EXPECT_EQ(bench.asked(), "") << "a change must not be repeated silently";
}

TEST(Restore, repeats_a_question_that_was_under_way) {
  Bench bench;
  bench.reach_main_menu();
  bench.type("4");
  bench.lose();
  EXPECT_EQ(bench.shown(), kLost);
  bench.clock.advance(250ms);
  bench.greet();
  bench.asked();
  EXPECT_EQ(bench.asked(), kLogin);
  EXPECT_EQ(bench.asked(), "");
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.asked(), "SHOW-ROOM-LIST");
  bench.shown();
  bench.answer("ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "N No available Chat Rooms\n" + kMain);
}

TEST(Restore, repeats_a_question_once_only) {
  Bench bench;
  bench.reach_main_menu();
  bench.type("4");
  for (int i = 0; i < 2; ++i) {
    bench.lose();
    bench.clock.advance(250ms);
    bench.greet();
    bench.answer("AUTH <SUCCESS> <200>");
  }
  EXPECT_EQ(bench.shown(), kLost + kAgain + kLost +
                               "E The connection broke before the registry answered. Please try again.\n" +
                               kMain + kAgain);
}

TEST(Restore, lets_what_is_asked_meanwhile_wait) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.type("3");
  bench.type("lobby");
  bench.clock.advance(250ms);
  bench.greet();
  bench.asked();
  EXPECT_EQ(bench.asked(), kLogin);
  EXPECT_EQ(bench.asked(), "");
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.asked(), "CREATE-CHAT-ROOM lobby ann");
}

TEST(Restore, a_log_out_meanwhile_ends_the_program) {
  Bench bench;
  bench.reach_main_menu();
  bench.lose();
  bench.shown();
  bench.type("6");
  EXPECT_EQ(bench.shown(), "S Logged out successfully\n");
  EXPECT_EQ(bench.exit_code, ExitCode::kDone);
  EXPECT_FALSE(bench.clock.armed());
}

}  // namespace
}  // namespace parley::peer
