#include "tests/unit/client/registry_world.hpp"

namespace parley::client {
namespace {

constexpr auto kV1 = wire::Dialect::kV1;
constexpr auto kV2 = wire::Dialect::kV2;
constexpr std::string_view kTakesUp = "Connected to the registry again.";

struct PeerRegistryTest : testing::TestWithParam<wire::Dialect> {
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

  RegistryNode fixture;
  Person ann{fixture.world, "ann", 5000, GetParam()};
  Person bob{fixture.world, "bob", 6000, GetParam()};
};

TEST_P(PeerRegistryTest, two_people_meet_talk_and_part) {
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
  fixture.world.run_for(1s);
  EXPECT_EQ(ann.exit_code, ExitCode::kDone);
  bob.type({"4"});
  bob.expect("No available Chat Rooms");
}

TEST_P(PeerRegistryTest, a_restart_of_the_registry_is_survived_in_the_room) {
  meet();
  fixture.crash_registry(2s);
  ann.expect("Connection to the registry lost, trying again...");
  expect_talk("nobody here but us");
  ann.expect(kTakesUp);
  bob.expect(kTakesUp);
  expect_talk("there it is");
  Person cleo(fixture.world, "cleo", 7000, GetParam());
  cleo.sign_up_and_log_in();
  cleo.type({"4"});
  cleo.expect("1 lobby  ann   ['ann', 'bob']");
  cleo.type({"5", "lobby", "hi"});
  ann.expect("cleo: hi");
  bob.expect("cleo: hi");
}

TEST_P(PeerRegistryTest, a_room_that_the_registry_forgot_is_made_anew_and_all_meet_in_it) {
  meet();
  fixture.world.after(0s, [this] {
    fixture.registry.crash();
    fixture.forget_rooms();
    ann.node().pause();  // So bob is the first to come back, with another port.
  });
  fixture.world.after(1s, [this] { fixture.start_registry(); });
  bob.expect(kTakesUp);
  fixture.world.after(0s, [this] { ann.node().resume(); });
  ann.expect(kTakesUp);
  expect_talk("moved");
  ann.type({"q", "4"});
  ann.expect("1 lobby  bob   ['bob']");
}

TEST_P(PeerRegistryTest, a_peer_that_was_asleep_comes_back_to_its_room) {
  meet();
  fixture.world.after(0s, [this] { ann.node().pause(); });
  fixture.world.run_for(6s);
  fixture.world.after(0s, [this] { ann.node().resume(); });
  ann.expect("Connection to the registry lost, trying again...");
  ann.expect(kTakesUp);
  expect_talk("awake");
  bob.type({"q", "4"});
  bob.expect("1 lobby  ann   ['ann']");
}

TEST_P(PeerRegistryTest, a_cut_of_the_network_is_survived) {
  meet();
  fixture.world.after(0s, [this] { fixture.world.cut(ann.node().id(), fixture.registry.id()); });
  fixture.world.run_for(8s);
  fixture.world.after(0s, [this] { fixture.world.mend(ann.node().id(), fixture.registry.id()); });
  ann.expect(kTakesUp, 40s);
  expect_talk("mended");
}

TEST_P(PeerRegistryTest, a_registry_that_is_gone_for_good_ends_the_program) {
  meet();
  const auto lost_at = fixture.world.now();
  fixture.world.after(0s, [this] { fixture.registry.crash(); });
  EXPECT_TRUE(fixture.world.run_until([this] { return ann.exit_code && bob.exit_code; }, 60s));
  EXPECT_EQ(ann.exit_code, ExitCode::kUnreachable);
  EXPECT_GE(fixture.world.now() - lost_at, 30s);
  EXPECT_LE(fixture.world.now() - lost_at, 31s);
}

TEST_P(PeerRegistryTest, a_changed_key_of_the_registry_is_refused) {
  ann.sign_up_and_log_in();
  fixture.world.after(0s, [this] { fixture.registry.replace_key(); });
  fixture.crash_registry(1s);
  EXPECT_TRUE(fixture.world.run_until([this] { return ann.exit_code.has_value(); }, 60s));
  EXPECT_EQ(ann.exit_code, ExitCode::kUntrusted);
}

TEST_P(PeerRegistryTest, a_second_log_in_is_refused) {
  ann.sign_up_and_log_in();
  bob.type({"2", "ANN", "secret", "1"});
  bob.expect("Account is already online...");
  bob.type({"2", "ann", "guess", "1"});
  bob.expect("Wrong password...");
}

INSTANTIATE_TEST_SUITE_P(Dialects, PeerRegistryTest, testing::Values(kV1, kV2),
                         [](const auto& which) { return which.param == kV1 ? "v1" : "v2"; });

}  // namespace
}  // namespace parley::client
