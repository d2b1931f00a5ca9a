#include <gmock/gmock.h>

#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

const std::string kGroup(kRoomGroup);

/// A walk through every state, one step at a time: typed lines, and what the registry does.
const std::vector<std::function<void(Bench&)>>& walk() {
  static const std::vector<std::function<void(Bench&)>> steps = {
      [](Bench& b) { b.start(); },
      [](Bench& b) { b.open(); },
      [](Bench& b) { b.send(wire::kGreeting); },
      [](Bench& b) { b.send("HELLO <SUCCESS> <200>\n"); },
      [](Bench& b) { b.type("1"); },
      [](Bench& b) { b.type("ann"); },
      [](Bench& b) { b.type("secret"); },
      [](Bench& b) { b.answer("REGISTER <SUCCESS> <200>"); },
      [](Bench& b) { b.type("2"); },
      [](Bench& b) { b.type("ann"); },
      [](Bench& b) { b.type("secret"); },
      [](Bench& b) { b.type("5000"); },
      [](Bench& b) { b.answer("AUTH <SUCCESS> <200>"); },
      [](Bench& b) { b.type("1"); },
      [](Bench& b) { b.type("y"); },
      [](Bench& b) { b.answer("PEER_LIST <FAILURE> <404>"); },
      [](Bench& b) { b.type("3"); },
      [](Bench& b) { b.type("lobby"); },
      [](Bench& b) { b.answer("CREATION <SUCCESS> <200>"); },
      [](Bench& b) { b.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000"); },
      [](Bench& b) { b.type("hello"); },
      [](Bench& b) { b.lose(); },
      [](Bench& b) { b.clock.advance(250ms); },
      [](Bench& b) { b.greet(); },
      [](Bench& b) { b.answer("AUTH <SUCCESS> <200>"); },
      [](Bench& b) { b.answer("JOIN <SUCCESS> <200> ann"); },
      [](Bench& b) { b.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000"); },
      [](Bench& b) { b.type("q"); },
      [](Bench& b) { b.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>"); },
  };
  return steps;
}

void take_steps(Bench& bench, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) walk().at(i)(bench);
}

/// Nothing is left behind: no connection, no socket, no alarm, and the room knows.
void expect_gone(Bench& bench, bool was_in_room) {
  EXPECT_FALSE(bench.connected());
  EXPECT_TRUE(bench.network.open_sockets.empty());
  EXPECT_FALSE(bench.clock.armed());
  EXPECT_EQ(bench.peer().user(), "");
  EXPECT_EQ(bench.peer().room(), "");
  const auto sent = bench.network.take_sent();
  const bool told = std::find(sent.begin(), sent.end(), Sent{kGroup, "System: User ann left."}) != sent.end();
  EXPECT_EQ(told, was_in_room);
  const auto& written = bench.network.wire().written;
  const auto login = std::find_if(written.begin(), written.end(),
                                  [](const std::string& message) { return message.starts_with("LOGIN"); });
  const bool broken = bench.network.wire().handler == nullptr && !bench.network.wire().closed;
  if (login == written.end() || broken) return;
  EXPECT_THAT(written.back(), testing::StartsWith("LOGOUT"));
  EXPECT_TRUE(bench.network.wire().closed);
}

TEST(Ending, an_interrupt_ends_every_state_at_once) {
  for (std::size_t steps = 1; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    Bench bench;
    take_steps(bench, steps);
    bench.network.take_sent();
    const bool in_room = !bench.peer().room().empty();
    bench.interrupt();
    EXPECT_EQ(bench.exit_code, ExitCode::kInterrupted);
    expect_gone(bench, in_room);
    const auto shown = bench.shown();
    bench.interrupt();
    bench.end_input();
    if (bench.terminal.asking()) bench.type("1");
    bench.clock.advance(1h);
    EXPECT_EQ(bench.shown(), "") << "something happened after on_exit";
    EXPECT_TRUE(bench.network.take_sent().empty());
  }
}

TEST(Ending, the_end_of_input_ends_every_state_in_which_a_question_is_open) {
  for (std::size_t steps = 4; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    Bench bench;
    take_steps(bench, steps);
    bench.network.take_sent();
    const bool in_room = !bench.peer().room().empty();
    const bool asking = bench.terminal.asking();
    bench.end_input();
    EXPECT_EQ(bench.exit_code.has_value(), asking);
    if (!asking) continue;
    EXPECT_EQ(bench.exit_code, ExitCode::kDone);
    if (bench.connected()) expect_gone(bench, in_room);
  }
}

TEST(Ending, the_end_of_input_waits_for_the_answer_under_way) {
  Bench bench;
  bench.reach_welcome();
  for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
  bench.end_input();
  EXPECT_FALSE(bench.exit_code);
  bench.shown();
  bench.answer("REGISTER <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "S Account created successfully.\n" + kWelcome);
  EXPECT_EQ(bench.exit_code, ExitCode::kDone);
}

TEST(Ending, the_end_of_input_waits_for_the_first_connection) {
  Bench bench;
  bench.start();
  bench.end_input();
  EXPECT_FALSE(bench.exit_code);
  bench.greet();
  EXPECT_EQ(bench.exit_code, ExitCode::kDone);
}

TEST(Ending, the_end_of_input_in_a_room_leaves_it_and_logs_out) {
  Bench bench;
  bench.reach_room();
  bench.end_input();
  EXPECT_EQ(bench.exit_code, ExitCode::kDone);
  EXPECT_EQ(bench.asked(), "LOGOUT ann");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{kGroup, "System: User ann left."}}));
}

TEST(Ending, a_crash_in_any_state_says_nothing) {
  for (std::size_t steps = 0; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    Bench bench;
    take_steps(bench, steps);
    bench.network.take_sent();
    if (!bench.network.wires.empty()) bench.network.wire().written.clear();
    bench.crash();
    EXPECT_TRUE(bench.network.take_sent().empty());
    if (!bench.network.wires.empty()) {
      EXPECT_TRUE(bench.network.wire().written.empty());
      EXPECT_TRUE(bench.network.wire().dropped);
    }
    EXPECT_TRUE(bench.network.open_sockets.empty());
    EXPECT_FALSE(bench.clock.armed());
    EXPECT_FALSE(bench.exit_code);
  }
}

/// The connection breaks after each step in turn: the person always comes back to a question.
TEST(Ending, a_loss_at_any_step_leads_back_to_a_question) {
  for (std::size_t steps = 4; steps <= walk().size(); ++steps) {
    SCOPED_TRACE(steps);
    Bench bench;
    take_steps(bench, steps);
    if (!bench.connected()) continue;
    bench.lose();
    const bool logged_in = !bench.peer().user().empty();
    if (logged_in) {
      bench.clock.advance(4s);
      bench.greet();
      bench.answer("AUTH <SUCCESS> <200>");
      if (!bench.peer().room().empty()) {
        bench.answer("JOIN <SUCCESS> <200> ann");
        bench.answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
      } else if (!bench.terminal.asking()) {
        bench.answer("PEER_LIST <FAILURE> <404>");  // The one query of the walk is sent again.
      }
    }
    EXPECT_TRUE(bench.terminal.asking());
    EXPECT_FALSE(bench.exit_code);
  }
}

}  // namespace
}  // namespace parley::peer
