#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

PeerOptions v1() { return {HostPort{"reg", 15600}, {}, {}, false, wire::Dialect::kV1}; }

TEST(Connection, speaks_v1_to_the_byte_where_told_to) {
  PeerFixture fixture(v1());
  fixture.start();
  fixture.open();
  EXPECT_EQ(fixture.network.connection().written, (std::deque<std::string>{"HELLO P2P"}));
  fixture.send(wire::kGreeting);
  fixture.forget();
  for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
  EXPECT_EQ(fixture.network.connection().written,
            (std::deque<std::string>{"REGISTER ann " + std::string(kSecret)}));
  fixture.send("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "? username: \n* password: \nS Account created successfully.\n" + kWelcome);
}

TEST(Connection, falls_back_to_v1_where_no_hello_answer_comes) {
  PeerFixture fixture;
  fixture.start();
  fixture.open();
  fixture.send(wire::kGreeting);
  fixture.shown();
  fixture.clock.advance(2999ms);
  EXPECT_EQ(fixture.shown(), "");
  fixture.clock.advance(1ms);
  EXPECT_EQ(fixture.shown(), "S P2P Chat Started\n" + kWelcome);
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  fixture.send("AUTH <SUCCESS> <200>");  // A record, without a line end.
  EXPECT_EQ(fixture.user(), "ann");
  EXPECT_EQ(fixture.network.take_sent().at(0).to, "192.0.2.1:15500");
}

TEST(Connection, goes_back_to_v2_where_the_hello_answer_is_only_late) {
  PeerFixture fixture;
  fixture.start();
  fixture.open();
  fixture.send(wire::kGreeting);
  fixture.clock.advance(3s);
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  EXPECT_TRUE(fixture.network.connection().written.back().ends_with(" 5000\n"));
  fixture.send("HELLO <SUCCESS> <200> udp-port=15501\n");
  fixture.send("AUTH <SUCC");
  fixture.send("ESS> <200>\n");
  EXPECT_EQ(fixture.user(), "ann");
  EXPECT_EQ(fixture.network.take_sent().at(0).to, "192.0.2.1:15501");
}

TEST(Connection, falls_back_to_v1_at_once_where_v2_is_refused) {
  PeerFixture fixture;
  fixture.start();
  fixture.open();
  fixture.send(wire::kGreeting);
  fixture.shown();
  fixture.send("ERROR <FAILURE> <400>\n");
  EXPECT_EQ(fixture.shown(), "S P2P Chat Started\n" + kWelcome);
}

TEST(Connection, calls_what_greets_otherwise_no_registry) {
  PeerFixture fixture;
  fixture.start();
  fixture.open();
  fixture.shown();
  fixture.send("HTTP/1.1 400 Bad Request\r\n");
  EXPECT_EQ(fixture.shown(),
            "E What answers at reg:15600 is not a registry: it does not speak as a registry does\n");
  EXPECT_EQ(fixture.exit_code, ExitCode::kIncompatible);
  EXPECT_TRUE(fixture.network.connection().dropped);
}

TEST(Connection, asks_for_another_address_where_a_typed_one_is_no_registrys) {
  PeerFixture fixture(PeerOptions{});
  fixture.start();
  fixture.type("reg");
  fixture.open();
  fixture.shown();
  fixture.send("220 smtp ready\r\n");
  EXPECT_EQ(fixture.shown(),
            "E What answers at reg:15600 is not a registry: it does not speak as a registry does\n"
            "? Enter IP address of registry: \n");
  fixture.end_input();
  EXPECT_EQ(fixture.exit_code, ExitCode::kIncompatible);
}

TEST(Connection, is_given_up_where_nothing_greets_in_time) {
  PeerFixture fixture;
  fixture.start();
  fixture.open();
  fixture.shown();
  fixture.clock.advance(10s);
  EXPECT_EQ(fixture.shown(), "E Cannot reach the registry at reg:15600: it does not answer\n");
  EXPECT_EQ(fixture.exit_code, ExitCode::kUnreachable);
}

TEST(Connection, skips_events_that_it_does_not_know) {
  PeerFixture fixture;
  fixture.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
  fixture.shown();
  fixture.answer("EVENT SHUTDOWN soon");
  EXPECT_EQ(fixture.shown(), "");
  fixture.answer("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "S Account created successfully.\n" + kWelcome);
}

TEST(Connection, ignores_answers_that_nobody_asked_for) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "");
  EXPECT_EQ(fixture.user(), "");
  EXPECT_TRUE(fixture.connected());
}

TEST(Connection, ends_where_an_answer_is_none_or_answers_another_question) {
  for (const auto* answer : {"garbage", "JOIN <SUCCESS> <200> bob", "REGISTER <SUCCESS> <999>", "\xff"}) {
    PeerFixture fixture;
    fixture.reach_welcome();
    for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
    fixture.shown();
    fixture.answer(answer);
    EXPECT_EQ(fixture.shown(),
              "E The connection to the registry broke before it answered. Please try again.\n" + kWelcome)
        << answer;
    EXPECT_FALSE(fixture.connected());
  }
}

TEST(Connection, handles_nothing_behind_the_line_that_ended_it) {
  PeerFixture fixture;
  fixture.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
  fixture.shown();
  fixture.answer("garbage\nREGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(),
            "E The connection to the registry broke before it answered. Please try again.\n" + kWelcome);
}

TEST(Connection, is_opened_again_by_the_next_request_where_nobody_is_logged_in) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.lose(CloseCause::kPeerClosed, "closed");
  EXPECT_EQ(fixture.shown(), "");
  fixture.clock.advance(1h);
  EXPECT_EQ(fixture.network.connections.size(), 1U);
  for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
  ASSERT_EQ(fixture.network.connections.size(), 2U);
  fixture.open();
  EXPECT_EQ(fixture.asked(), "HELLO P2P 2");
  EXPECT_EQ(fixture.asked(), "");
  fixture.send(std::string(wire::kGreeting) + "HELLO <SUCCESS> <200>\n");
  EXPECT_EQ(fixture.asked(), "REGISTER ann " + std::string(kSecret));
  fixture.shown();
  fixture.answer("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "S Account created successfully.\n" + kWelcome);
}

TEST(Connection, that_cannot_be_opened_again_fails_the_request_alone) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.lose();
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  fixture.shown();
  fixture.lose(CloseCause::kUnreachable, "connection refused");
  EXPECT_EQ(fixture.shown(), "E Cannot reach the registry at reg:15600: connection refused\n" + kWelcome);
  EXPECT_FALSE(fixture.exit_code);
}

TEST(Connection, waits_ten_seconds_for_an_answer_and_longer_for_a_hashed_one) {
  PeerFixture fixture;
  fixture.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
  fixture.shown();
  fixture.clock.advance(119s);
  EXPECT_EQ(fixture.shown(), "");
  fixture.clock.advance(1s);
  EXPECT_EQ(fixture.shown(),
            "E The connection to the registry broke before it answered. Please try again.\n" + kWelcome);
  EXPECT_FALSE(fixture.connected());

  PeerFixture other;
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
}  // namespace parley::client
