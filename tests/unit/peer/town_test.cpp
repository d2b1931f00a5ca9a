#include "tests/unit/peer/town.hpp"

namespace parley::peer {
namespace {

constexpr auto kV1 = wire::Dialect::kV1;
constexpr auto kV2 = wire::Dialect::kV2;
constexpr std::string_view kTakesUp = "Connected to the registry again.";

struct TownTest : testing::TestWithParam<wire::Dialect> {
  /// Ann makes a room and bob joins it.
  void meet() {
    ann.sign_up_and_log_in();
    bob.sign_up_and_log_in();
    ann.type({"3", "lobby"});
    ann.expect("Welcome to Chatroom lobby");
    bob.type({"5", "lobby"});
    bob.expect("Welcome to Chatroom lobby");
    ann.expect("System: User bob joined!");
  }
  void expect_talk(std::string_view word) {
    ann.type({word});
    bob.expect("ann: " + std::string(word));
    bob.type({word});
    ann.expect("bob: " + std::string(word));
  }

  Town town;
  Person ann{town.world, "ann", 5000, GetParam()};
  Person bob{town.world, "bob", 6000, GetParam()};
};

TEST_P(TownTest, two_people_meet_talk_and_part) {
  meet();
  expect_talk("hello");
  bob.type({"q"});
  ann.expect("System: User bob left.");
  bob.type({"4"});
  bob.expect("1 lobby  ann   ['ann']");
  bob.type({"1", "y"});
  bob.expect("1 ann              (" + ann.node().address().to_string() + ":5000)");
  bob.type({"2", "ann"});
  bob.expect("IP address of ann is " + ann.node().address().to_string() + ":5000");
  ann.type({"q", "6"});
  ann.expect("Logged out successfully");
  town.world.run_for(1s);
  EXPECT_EQ(ann.exit_code, ExitCode::kDone);
  bob.type({"4"});
  bob.expect("No available Chat Rooms");
}

TEST_P(TownTest, a_restart_of_the_registry_is_survived_in_the_room) {
  meet();
  town.crash_registry(2s);
  ann.expect("Connection to the registry lost, trying again...");
  expect_talk("nobody here but us");
  ann.expect(kTakesUp);
  bob.expect(kTakesUp);
  expect_talk("there it is");
  Person cleo(town.world, "cleo", 7000, GetParam());
  cleo.sign_up_and_log_in();
  cleo.type({"4"});
  cleo.expect("1 lobby  ann   ['ann', 'bob']");
  cleo.type({"5", "lobby", "hi"});
  ann.expect("cleo: hi");
  bob.expect("cleo: hi");
}

TEST_P(TownTest, a_room_that_the_registry_forgot_is_made_anew_and_all_meet_in_it) {
  meet();
  town.world.after(0s, [this] {
    town.registry.crash();
    town.forget_rooms();
    ann.node().pause();  // So bob is the first to come back, with another port.
  });
  town.world.after(1s, [this] { town.start_registry(); });
  bob.expect(kTakesUp);
  town.world.after(0s, [this] { ann.node().resume(); });
  ann.expect(kTakesUp);
  expect_talk("moved");
  ann.type({"q", "4"});
  ann.expect("1 lobby  bob   ['bob']");
}

TEST_P(TownTest, a_peer_that_was_asleep_comes_back_to_its_room) {
  meet();
  town.world.after(0s, [this] { ann.node().pause(); });
  town.world.run_for(6s);
  town.world.after(0s, [this] { ann.node().resume(); });
  ann.expect("Connection to the registry lost, trying again...");
  ann.expect(kTakesUp);
  expect_talk("awake");
  bob.type({"q", "4"});
  bob.expect("1 lobby  ann   ['ann']");
}

TEST_P(TownTest, a_cut_of_the_network_is_survived) {
  meet();
  town.world.after(0s, [this] { town.world.cut(ann.node().id(), town.registry.id()); });
  town.world.run_for(8s);
  town.world.after(0s, [this] { town.world.mend(ann.node().id(), town.registry.id()); });
  ann.expect(kTakesUp, 40s);
  expect_talk("mended");
}

TEST_P(TownTest, a_registry_that_is_gone_for_good_ends_the_program) {
  meet();
  const auto lost_at = town.world.now();
  town.world.after(0s, [this] { town.registry.crash(); });
  EXPECT_TRUE(town.world.run_until([this] { return ann.exit_code && bob.exit_code; }, 60s));
  EXPECT_EQ(ann.exit_code, ExitCode::kUnreachable);
  EXPECT_GE(town.world.now() - lost_at, 30s);
  EXPECT_LE(town.world.now() - lost_at, 31s);
}

TEST_P(TownTest, a_changed_key_of_the_registry_is_refused) {
  ann.sign_up_and_log_in();
  town.world.after(0s, [this] { town.registry.replace_key(); });
  town.crash_registry(1s);
  EXPECT_TRUE(town.world.run_until([this] { return ann.exit_code.has_value(); }, 60s));
  EXPECT_EQ(ann.exit_code, ExitCode::kUntrusted);
}

TEST_P(TownTest, a_second_log_in_is_refused) {
  ann.sign_up_and_log_in();
  bob.type({"2", "ANN", "secret", "1"});
  bob.expect("Account is already online...");
  bob.type({"2", "ann", "guess", "1"});
  bob.expect("Wrong password...");
}

INSTANTIATE_TEST_SUITE_P(Dialects, TownTest, testing::Values(kV1, kV2),
                         [](const auto& which) { return which.param == kV1 ? "v1" : "v2"; });

}  // namespace
}  // namespace parley::peer
