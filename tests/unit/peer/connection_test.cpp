#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

PeerOptions v1() { return {HostPort{"reg", 15600}, {}, {}, false, wire::Dialect::kV1}; }

TEST(Connection, speaks_v1_to_the_byte_where_told_to) {
  Bench bench(v1());
  bench.start();
  bench.open();
  EXPECT_EQ(bench.network.wire().written, (std::deque<std::string>{"HELLO P2P"}));
  bench.send(wire::kGreeting);
  bench.forget();
  for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
  EXPECT_EQ(bench.network.wire().written, (std::deque<std::string>{"REGISTER ann " + std::string(kSecret)}));
  bench.send("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "? username: \n* password: \nS Account created successfully.\n" + kWelcome);
}

TEST(Connection, falls_back_to_v1_where_no_hello_answer_comes) {
  Bench bench;
  bench.start();
  bench.open();
  bench.send(wire::kGreeting);
  bench.shown();
  bench.clock.advance(2999ms);
  EXPECT_EQ(bench.shown(), "");
  bench.clock.advance(1ms);
  EXPECT_EQ(bench.shown(), "S P2P Chat Started\n" + kWelcome);
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  bench.send("AUTH <SUCCESS> <200>");  // A record, without a line end.
  EXPECT_EQ(bench.peer().user(), "ann");
  EXPECT_EQ(bench.network.take_sent().at(0).to, "192.0.2.1:15500");
}

TEST(Connection, goes_back_to_v2_where_the_hello_answer_is_only_late) {
  Bench bench;
  bench.start();
  bench.open();
  bench.send(wire::kGreeting);
  bench.clock.advance(3s);
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  EXPECT_TRUE(bench.network.wire().written.back().ends_with(" 5000\n"));
  bench.send("HELLO <SUCCESS> <200> udp-port=15501\n");
  bench.send("AUTH <SUCC");
  bench.send("ESS> <200>\n");
  EXPECT_EQ(bench.peer().user(), "ann");
  EXPECT_EQ(bench.network.take_sent().at(0).to, "192.0.2.1:15501");
}

TEST(Connection, falls_back_to_v1_at_once_where_v2_is_refused) {
  Bench bench;
  bench.start();
  bench.open();
  bench.send(wire::kGreeting);
  bench.shown();
  bench.send("ERROR <FAILURE> <400>\n");
  EXPECT_EQ(bench.shown(), "S P2P Chat Started\n" + kWelcome);
}

TEST(Connection, calls_what_greets_otherwise_no_registry) {
  Bench bench;
  bench.start();
  bench.open();
  bench.shown();
  bench.send("HTTP/1.1 400 Bad Request\r\n");
  EXPECT_EQ(bench.shown(),
            "E What answers at reg:15600 is no registry: it does not speak as a registry does\n");
  EXPECT_EQ(bench.exit_code, ExitCode::kIncompatible);
  EXPECT_TRUE(bench.network.wire().dropped);
}

TEST(Connection, asks_for_another_address_where_a_typed_one_is_no_registrys) {
  Bench bench(PeerOptions{});
  bench.start();
  bench.type("reg");
  bench.open();
  bench.shown();
  bench.send("220 smtp ready\r\n");
  EXPECT_EQ(bench.shown(),
            "E What answers at reg:15600 is no registry: it does not speak as a registry does\n"
            "? Enter IP address of registry: \n");
  bench.end_input();
  EXPECT_EQ(bench.exit_code, ExitCode::kIncompatible);
}

TEST(Connection, is_given_up_where_nothing_greets_in_time) {
  Bench bench;
  bench.start();
  bench.open();
  bench.shown();
  bench.clock.advance(10s);
  EXPECT_EQ(bench.shown(), "E Cannot reach the registry at reg:15600: it does not answer\n");
  EXPECT_EQ(bench.exit_code, ExitCode::kUnreachable);
}

TEST(Connection, skips_events_that_it_does_not_know) {
  Bench bench;
  bench.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
  bench.shown();
  bench.answer("EVENT SHUTDOWN soon");
  EXPECT_EQ(bench.shown(), "");
  bench.answer("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "S Account created successfully.\n" + kWelcome);
}

TEST(Connection, ignores_answers_that_nobody_asked_for) {
  Bench bench;
  bench.reach_welcome();
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "");
  EXPECT_EQ(bench.peer().user(), "");
  EXPECT_TRUE(bench.connected());
}

TEST(Connection, ends_where_an_answer_is_none_or_answers_another_question) {
  for (const auto* answer : {"garbage", "JOIN <SUCCESS> <200> bob", "REGISTER <SUCCESS> <999>", "\xff"}) {
    Bench bench;
    bench.reach_welcome();
    for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
    bench.shown();
    bench.answer(answer);
    EXPECT_EQ(bench.shown(),
              "E The connection to the registry broke before it answered. Please try again.\n" + kWelcome)
        << answer;
    EXPECT_FALSE(bench.connected());
  }
}

TEST(Connection, handles_nothing_behind_the_line_that_ended_it) {
  Bench bench;
  bench.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
  bench.shown();
  bench.answer("garbage\nREGISTER <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(),
            "E The connection to the registry broke before it answered. Please try again.\n" + kWelcome);
}

TEST(Connection, is_opened_again_by_the_next_request_where_nobody_is_logged_in) {
  Bench bench;
  bench.reach_welcome();
  bench.lose(CloseCause::kPeerClosed, "closed");
  EXPECT_EQ(bench.shown(), "");
  bench.clock.advance(1h);
  EXPECT_EQ(bench.network.wires.size(), 1U);
  for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
  ASSERT_EQ(bench.network.wires.size(), 2U);
  bench.open();
  EXPECT_EQ(bench.asked(), "HELLO P2P 2");
  EXPECT_EQ(bench.asked(), "");
  bench.send(std::string(wire::kGreeting) + "HELLO <SUCCESS> <200>\n");
  EXPECT_EQ(bench.asked(), "REGISTER ann " + std::string(kSecret));
  bench.shown();
  bench.answer("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "S Account created successfully.\n" + kWelcome);
}

TEST(Connection, that_cannot_be_opened_again_fails_the_request_alone) {
  Bench bench;
  bench.reach_welcome();
  bench.lose();
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  bench.shown();
  bench.lose(CloseCause::kUnreachable, "connection refused");
  EXPECT_EQ(bench.shown(), "E Cannot reach the registry at reg:15600: connection refused\n" + kWelcome);
  EXPECT_FALSE(bench.exit_code);
}

TEST(Connection, waits_ten_seconds_for_an_answer_and_longer_for_a_hashed_one) {
  Bench bench;
  bench.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
  bench.shown();
  bench.clock.advance(119s);
  EXPECT_EQ(bench.shown(), "");
  bench.clock.advance(1s);
  EXPECT_EQ(bench.shown(),
            "E The connection to the registry broke before it answered. Please try again.\n" + kWelcome);
  EXPECT_FALSE(bench.connected());

  Bench other;
  other.reach_main_menu();
  other.type("3");
  other.type("lobby");
  other.shown();
  other.clock.advance(9999ms);
  EXPECT_TRUE(other.connected());
  other.clock.advance(1ms);
  EXPECT_EQ(other.shown(),
            kLost + "E The connection broke before the registry answered. Please try again.\n" + kMain);
}

}  // namespace
}  // namespace parley::peer
