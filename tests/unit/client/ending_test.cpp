#include <gmock/gmock.h>

#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

const std::string kGroup(kRoomGroup);

/// A walk through every state, one step at a time: typed lines, and what the registry does.
const std::vector<std::function<void(PeerFixture&)>>& walk() {
  static const std::vector<std::function<void(PeerFixture&)>> steps = {
      [](PeerFixture& b) { b.start(); },
      [](PeerFixture& b) { b.open(); },
      [](PeerFixture& b) { b.send(wire::kGreeting); },
      [](PeerFixture& b) { b.send("HELLO <SUCCESS> <200>\n"); },
      [](PeerFixture& b) { b.type("1"); },
      [](PeerFixture& b) { b.type("ann"); },
      [](PeerFixture& b) { b.type("secret"); },
      [](PeerFixture& b) { b.answer("REGISTER <SUCCESS> <200>"); },
      [](PeerFixture& b) { b.type("2"); },
      [](PeerFixture& b) { b.type("ann"); },
      [](PeerFixture& b) { b.type("secret"); },
      [](PeerFixture& b) { b.type("5000"); },
      [](PeerFixture& b) { b.answer("AUTH <SUCCESS> <200>"); },
      [](PeerFixture& b) { b.type("1"); },
      [](PeerFixture& b) { b.type("y"); },
      [](PeerFixture& b) { b.answer("PEER_LIST <FAILURE> <404>"); },
      [](PeerFixture& b) { b.type("3"); },
      [](PeerFixture& b) { b.type("lobby"); },
      [](PeerFixture& b) { b.answer("CREATION <SUCCESS> <200>"); },
      [](PeerFixture& b) { b.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000"); },
      [](PeerFixture& b) { b.type("hello"); },
      [](PeerFixture& b) { b.lose(); },
      [](PeerFixture& b) { b.clock.advance(250ms); },
      [](PeerFixture& b) { b.greet(); },
      [](PeerFixture& b) { b.answer("AUTH <SUCCESS> <200>"); },
      [](PeerFixture& b) { b.answer("JOIN <SUCCESS> <200> ann"); },
      [](PeerFixture& b) { b.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000"); },
      [](PeerFixture& b) { b.type("q"); },
      [](PeerFixture& b) { b.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>"); },
  };
  return steps;
}

void take_steps(PeerFixture& fixture, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) walk().at(i)(fixture);
}

/// Nothing is left behind: no connection, no socket, no alarm, and the room knows.
void expect_gone(PeerFixture& fixture, bool was_in_room) {
  EXPECT_FALSE(fixture.connected());
  EXPECT_TRUE(fixture.network.open_sockets.empty());
  EXPECT_FALSE(fixture.clock.armed());
  EXPECT_EQ(fixture.user(), "");
  EXPECT_EQ(fixture.room(), "");
  const auto sent = fixture.network.take_sent();
  const bool told =
      std::find(sent.begin(), sent.end(), SentDatagram{kGroup, "System: User ann left."}) != sent.end();
  EXPECT_EQ(told, was_in_room);
  const auto& written = fixture.network.connection().written;
  const auto login = std::find_if(written.begin(), written.end(),
                                  [](const std::string& message) { return message.starts_with("LOGIN"); });
  const bool broken = fixture.network.connection().handler == nullptr && !fixture.network.connection().closed;
  if (login == written.end() || broken) return;
  EXPECT_THAT(written.back(), testing::StartsWith("LOGOUT"));
  EXPECT_TRUE(fixture.network.connection().closed);
}

TEST(Ending, an_interrupt_ends_every_state_at_once) {
  for (std::size_t steps = 1; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    PeerFixture fixture;
    take_steps(fixture, steps);
    fixture.network.take_sent();
    const bool in_room = !fixture.room().empty();
    fixture.interrupt();
    EXPECT_EQ(fixture.exit_code, ExitCode::kInterrupted);
    expect_gone(fixture, in_room);
    const auto shown = fixture.shown();
    fixture.interrupt();
    fixture.end_input();
    if (fixture.terminal.asking()) fixture.type("1");
    fixture.clock.advance(1h);
    EXPECT_EQ(fixture.shown(), "") << "something happened after on_exit";
    EXPECT_TRUE(fixture.network.take_sent().empty());
  }
}

TEST(Ending, the_end_of_input_ends_every_state_in_which_a_question_is_open) {
  for (std::size_t steps = 4; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    PeerFixture fixture;
    take_steps(fixture, steps);
    fixture.network.take_sent();
    const bool in_room = !fixture.room().empty();
    const bool asking = fixture.terminal.asking();
    fixture.end_input();
    EXPECT_EQ(fixture.exit_code.has_value(), asking);
    if (!asking) continue;
    EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
    if (fixture.connected()) expect_gone(fixture, in_room);
  }
}

TEST(Ending, the_end_of_input_waits_for_the_answer_under_way) {
  PeerFixture fixture;
  fixture.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
  fixture.end_input();
  EXPECT_FALSE(fixture.exit_code);
  fixture.shown();
  fixture.answer("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "S Account created successfully.\n" + kWelcome);
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
}

TEST(Ending, the_end_of_input_waits_for_the_first_connection) {
  PeerFixture fixture;
  fixture.start();
  fixture.end_input();
  EXPECT_FALSE(fixture.exit_code);
  fixture.greet();
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
}

TEST(Ending, the_end_of_input_in_a_room_leaves_it_and_logs_out) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.end_input();
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
  EXPECT_EQ(fixture.asked(), "LOGOUT ann");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{kGroup, "System: User ann left."}}));
}

TEST(Ending, a_crash_in_any_state_says_nothing) {
  for (std::size_t steps = 0; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    PeerFixture fixture;
    take_steps(fixture, steps);
    fixture.network.take_sent();
    if (!fixture.network.connections.empty()) fixture.network.connection().written.clear();
    fixture.crash();
    EXPECT_TRUE(fixture.network.take_sent().empty());
    if (!fixture.network.connections.empty()) {
      EXPECT_TRUE(fixture.network.connection().written.empty());
      EXPECT_TRUE(fixture.network.connection().dropped);
    }
    EXPECT_TRUE(fixture.network.open_sockets.empty());
    EXPECT_FALSE(fixture.clock.armed());
    EXPECT_FALSE(fixture.exit_code);
  }
}

/// The connection breaks after each step in turn: the person always comes back to a question.
TEST(Ending, a_loss_at_any_step_leads_back_to_a_question) {
  for (std::size_t steps = 4; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    PeerFixture fixture;
    take_steps(fixture, steps);
    if (!fixture.connected()) continue;
    fixture.lose();
    const bool logged_in = !fixture.user().empty();
    if (logged_in) {
      fixture.clock.advance(4s);
      fixture.greet();
      fixture.answer("AUTH <SUCCESS> <200>");
      if (!fixture.room().empty()) {
        fixture.answer("JOIN <SUCCESS> <200> ann");
        fixture.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
      } else if (!fixture.terminal.asking()) {
        fixture.answer("PEER_LIST <FAILURE> <404>");  // The one query of the walk is sent again.
      }
    }
    EXPECT_TRUE(fixture.terminal.asking());
    EXPECT_FALSE(fixture.exit_code);
  }
}

}  // namespace
}  // namespace parley::client
