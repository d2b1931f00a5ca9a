#include "sim/language/parser.hpp"

#include <gmock/gmock.h>

namespace parley::sim::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Parses steps of a cast of alice, bob, guest1..guest3 and the client mallory, all of whom are there.
Scenario scenario_of(const std::string& steps) {
  const Parsed parsed = parse(
      "# shows\npeople alice bob guest1..guest3\nclient mallory\neveryone starts\nmallory connects\n" + steps,
      "f");
  EXPECT_THAT(parsed.errors, IsEmpty()) << parsed.errors.front().to_string();
  Scenario scenario = parsed.scenario;
  if (parsed.ok()) scenario.steps.erase(scenario.steps.begin(), scenario.steps.begin() + 2);
  return scenario;
}

template <class Body>
Body only(const std::string& step) {
  const Scenario scenario = scenario_of(step);
  EXPECT_THAT(scenario.steps, SizeIs(1));
  const auto* body = scenario.steps.empty() ? nullptr : std::get_if<Body>(&scenario.steps.front().body);
  EXPECT_NE(body, nullptr) << step;
  return body == nullptr ? Body{} : *body;
}

PersonAction action(const std::string& step) { return only<PersonStep>(step).action; }
template <class C>
C condition(const std::string& step) {
  const auto expected = only<Expectation>(step);
  const C* found = std::get_if<C>(&expected.condition);
  EXPECT_NE(found, nullptr) << step;
  return found == nullptr ? C{} : *found;
}

TEST(Parser, takes_the_title_from_the_first_line) {
  EXPECT_EQ(parse("#  What it shows\npeople a\na starts\n", "f").scenario.title, "What it shows");
}

TEST(Parser, gives_each_person_a_password_a_port_and_a_dialect) {
  const Scenario scenario = parse("# t\npeople a\npeople b c speaking v1\na starts\n", "f").scenario;
  ASSERT_THAT(scenario.people, SizeIs(3));
  EXPECT_EQ(scenario.people[0].dialect, wire::Dialect::kV2);
  EXPECT_EQ(scenario.people[2].dialect, wire::Dialect::kV1);
  EXPECT_EQ(scenario.people[2].name, "c");
  EXPECT_EQ(scenario.people[2].peer_port, 6003);
  EXPECT_EQ(scenario.people[2].password, "c's password");
}

TEST(Parser, reads_every_action_of_a_person) {
  EXPECT_EQ(action("alice starts"), PersonAction(Start{}));
  EXPECT_EQ(action("alice starts without an address"), PersonAction(Start{true}));
  EXPECT_EQ(action("alice signs up"), PersonAction(SignUp{}));
  EXPECT_EQ(action("alice signs up as eve with password \"a b\""), PersonAction(SignUp{"eve", "a b"}));
  EXPECT_EQ(action("alice logs in on port 6100 as eve"), PersonAction(LogIn{"eve", std::nullopt, 6100}));
  EXPECT_EQ(action("alice lists people"), PersonAction(ListPeople{false}));
  EXPECT_EQ(action("alice lists people with addresses"), PersonAction(ListPeople{true}));
  EXPECT_EQ(action("alice looks for bob"), PersonAction(LookFor{"bob"}));
  EXPECT_EQ(action("alice creates room lounge"), PersonAction(CreateRoom{"lounge"}));
  EXPECT_EQ(action("alice lists rooms"), PersonAction(ListRooms{}));
  EXPECT_EQ(action("alice joins room lounge"), PersonAction(JoinRoom{"lounge"}));
  EXPECT_EQ(action("alice says \"hi\""), PersonAction(Say{"hi"}));
  EXPECT_EQ(action("alice leaves the room"), PersonAction(LeaveRoom{}));
  EXPECT_EQ(action("alice types \"q\" 2 x \"x\""), PersonAction(Type{"qxx"}));
  EXPECT_EQ(action("alice logs out"), PersonAction(LogOut{}));
  EXPECT_EQ(action("alice exits"), PersonAction(ExitProgram{}));
  EXPECT_EQ(action("alice ends the input"), PersonAction(EndInput{}));
  EXPECT_EQ(action("alice interrupts"), PersonAction(Interrupt{}));
}

TEST(Parser, makes_three_steps_of_an_arrival) {
  const Scenario scenario = scenario_of("alice arrives");
  ASSERT_THAT(scenario.steps, SizeIs(3));
  EXPECT_EQ(std::get<PersonStep>(scenario.steps[1].body).action, PersonAction(SignUp{}));
  EXPECT_EQ(scenario.steps[2].line, 6U);
}

TEST(Parser, takes_lists_ranges_and_everyone_as_subjects) {
  EXPECT_THAT(only<PersonStep>("alice, bob and guest2 log in").who,
              ElementsAre(PersonId{0}, PersonId{1}, PersonId{3}));
  EXPECT_THAT(only<PersonStep>("guest1..guest3 log in").who,
              ElementsAre(PersonId{2}, PersonId{3}, PersonId{4}));
  EXPECT_THAT(only<PersonStep>("everyone logs in").who, SizeIs(5));
  EXPECT_FALSE(only<PersonStep>("everyone logs in").in_turn);
  EXPECT_TRUE(only<PersonStep>("guest1..guest3 in turn log in").in_turn);
}

TEST(Parser, reads_every_action_of_a_client) {
  const auto client = [](const std::string& step) { return only<ClientStep>(step).action; };
  EXPECT_EQ(client("mallory connects"), ClientAction(Connect{}));
  EXPECT_EQ(client("mallory connects speaking v2"), ClientAction(Connect{wire::Dialect::kV2}));
  EXPECT_EQ(client("mallory sends \"a\\x00\" 3 x \"b\" then \"c\""),
            ClientAction(Send{{std::string("a\0bbb", 5), "c"}, 1}));
  EXPECT_EQ(client("mallory sends 500 times \"a\""), ClientAction(Send{{"a"}, 500}));
  EXPECT_EQ(client("mallory sends 500 x \"a\""), ClientAction(Send{{std::string(500, 'a')}, 1}));
  EXPECT_EQ(client("mallory stops reading"), ClientAction(StopReading{}));
  EXPECT_EQ(client("mallory reads again"), ClientAction(ReadAgain{}));
  EXPECT_EQ(client("mallory disconnects"), ClientAction(Disconnect{}));
}

TEST(Parser, reads_datagrams_to_the_registry_and_to_rooms) {
  EXPECT_EQ(only<SendDatagram>("mallory sends datagram \"KEEP_ALIVE bob\"").bytes, "KEEP_ALIVE bob");
  EXPECT_EQ(only<SendDatagram>("alice sends datagram \"x\" to room lounge").room, "lounge");
}

TEST(Parser, reads_what_people_meet) {
  EXPECT_THAT(condition<Sees>("within 1s bob sees \"a\" and \"b\"").texts, ElementsAre("a", "b"));
  EXPECT_EQ(condition<Sees>("bob sees a line with \"a\"").match, Match::kPart);
  EXPECT_EQ(condition<DoesNotSee>("for 2s bob does not see \"a\"").text, "a");
  EXPECT_EQ(condition<NeverSees>("alice and bob never see \"a\"").who.size(), 2U);
  EXPECT_EQ(condition<IsAsked>("bob is asked \"Choice:\"").prompt, "Choice:");
  EXPECT_EQ(condition<HasEnded>("within 3s bob has ended with code 3").code, 3);
  EXPECT_EQ(condition<HasEnded>("bob has ended").code, 0);
  EXPECT_EQ(condition<IsInRoom>("bob is in room lounge").room, "lounge");
  EXPECT_EQ(condition<IsInRoom>("bob is in no room").room, "");
}

TEST(Parser, reads_what_clients_meet) {
  EXPECT_EQ(condition<Receives>("within 1s mallory receives \"ERROR <FAILURE> <400>\"").text,
            "ERROR <FAILURE> <400>");
  EXPECT_THAT(condition<ReceivesNothing>("for 1s mallory receives nothing").who, SizeIs(1));
  EXPECT_THAT(condition<IsClosed>("within 2s mallory is closed").who, SizeIs(1));
  EXPECT_THAT(condition<IsConnected>("mallory is connected").who, SizeIs(1));
}

TEST(Parser, reads_what_the_registry_knows) {
  EXPECT_THAT(condition<RoomsAre>("rooms are lounge (zoe, alice*), den (guest1..guest3, bob*)").rooms,
              ElementsAre(ExpectedRoom{"lounge", {"alice", "zoe"}, "alice"},
                          ExpectedRoom{"den", {"bob", "guest1", "guest2", "guest3"}, "bob"}));
  EXPECT_THAT(condition<RoomsAre>("no rooms").rooms, IsEmpty());
  EXPECT_EQ(condition<RoomHas>("room lounge has 50 members").members, 50U);
  EXPECT_THAT(condition<OnlineAre>("online are bob, alice").users, ElementsAre("alice", "bob"));
  EXPECT_THAT(condition<OnlineAre>("nobody is online").users, IsEmpty());
  EXPECT_EQ(condition<OnlineCount>("within 5s 1000 people are online").users, 1000U);
}

TEST(Parser, reads_when_something_is_expected) {
  EXPECT_EQ(only<Expectation>("no rooms").when, When::kNow);
  EXPECT_EQ(only<Expectation>("within 500ms no rooms").time, std::chrono::milliseconds(500));
  EXPECT_EQ(only<Expectation>("for 2min, no rooms").when, When::kFor);
}

TEST(Parser, reads_every_fault) {
  const auto fault = [](const std::string& step) { return only<Fault>(step); };
  EXPECT_TRUE(std::holds_alternative<Crash>(fault("crash registry")));
  EXPECT_EQ(std::get<StopRegistry>(fault("stop registry")).time, std::nullopt);
  EXPECT_EQ(std::get<StopRegistry>(fault("stop the registry for 2s")).time, std::chrono::seconds(2));
  EXPECT_TRUE(std::holds_alternative<Pause>(fault("pause registry and alice")));
  EXPECT_TRUE(std::holds_alternative<Resume>(fault("resume alice")));
  EXPECT_TRUE(std::holds_alternative<Heal>(fault("heal")));
  EXPECT_EQ(std::get<LinkFault>(fault("lose 30% of datagrams")).value.amount, 30U);
  EXPECT_EQ(std::get<Stop>(fault("stop losing")).what, LinkFaultKind::kLosing);
  EXPECT_EQ(std::get<LinkFault>(fault("repeat 5% of datagrams")).value.amount, 5U);
  EXPECT_EQ(std::get<LinkFault>(fault("packets take 50ms to 3s")).value.most, std::chrono::seconds(3));
  EXPECT_EQ(std::get<LinkFault>(fault("packets take 50ms")).value.most, std::chrono::milliseconds(50));
  EXPECT_EQ(std::get<GainAddress>(fault("registry gets an IPv6 address")).family, AddressFamily::kIpv6);
  EXPECT_EQ(std::get<LoseAddress>(fault("alice loses the first address")).which, LostAddress::kFirst);
  EXPECT_TRUE(std::holds_alternative<NewKey>(fault("the registry gets a new key")));
  EXPECT_EQ(std::get<DiskFails>(fault("the disk is full")).what, DiskFailure::kFull);
  EXPECT_TRUE(std::holds_alternative<DiskWorks>(fault("the disk works")));
  EXPECT_THAT(std::get<Vanish>(fault("alice vanishes")).nodes, ElementsAre(NodeRef(PersonId{0})));
  const auto partition = std::get<Partition>(fault("partition alice, bob | the registry and mallory for 5s"));
  EXPECT_THAT(partition.left, SizeIs(2));
  EXPECT_THAT(partition.right, ElementsAre(NodeRef(TheRegistry{}), NodeRef(ClientId{0})));
  EXPECT_EQ(partition.time, std::chrono::seconds(5));
}

TEST(Parser, gathers_indented_lines_in_a_block) {
  const Scenario scenario = scenario_of("at the same time:\n  alice logs in\n  bob logs in\nwait 1s\n");
  ASSERT_THAT(scenario.steps, SizeIs(2));
  const auto& block = std::get<Together>(scenario.steps[0].body);
  ASSERT_THAT(block.steps, SizeIs(2));
  EXPECT_EQ(block.steps[1].line, 8U);
  EXPECT_EQ(scenario.steps[0].line, 6U);
}

}  // namespace
}  // namespace parley::sim::scenario
