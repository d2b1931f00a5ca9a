#include <gtest/gtest.h>

#include "tests/unit/sim_check/watched_world.hpp"

namespace parley::sim::check {
namespace {

constexpr const char* kName = "what-is-seen-was-written";

/// Ann and Bob in a room, and Cid in none.
struct Room : testing::Test {
  Room() {
    for (const std::size_t person : {0U, 1U, 2U}) fixture.arrive(person);
    fixture.type(0, {"3", "den"});
    fixture.type(1, {"5", "den"});
  }
  Node& ann() { return *fixture.people[0]; }
  Node& bob() { return *fixture.people[1]; }
  Node& cid() { return *fixture.people[2]; }

  WatchedWorld fixture{"ann", "bob", "cid"};
};
using ChatIntegrity = Room;

TEST_F(ChatIntegrity, are_what_people_say_and_read) {
  fixture.type(0, {"hello", "  ", "how are you?"});
  fixture.type(1, {"q"});
  EXPECT_EQ(fixture.found(), "") << fixture.what();
  EXPECT_GT(fixture.evaluated(kName), 8U);
}

TEST_F(ChatIntegrity, are_not_sent_by_a_program_of_its_own_accord) {
  fixture.tell(TraceKind::kWake, ann(), ann());
  fixture.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  fixture.over();
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, are_sent_when_they_are_typed) {
  fixture.tell(TraceKind::kTyped, ann(), ann(), "hello");
  fixture.over();
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, are_sent_once_and_as_they_were_typed) {
  for (const char* wrong : {"ann: hell", "bob: hello", "ann: hello "}) {
    WatchedWorld other{"ann"};
    other.arrive(0);
    other.type(0, {"3", "den"});
    other.tell(TraceKind::kTyped, *other.people[0], *other.people[0], "hello");
    other.tell_sent(TraceKind::kGroupDatagram, *other.people[0], *other.people[0], wrong, 6001);
    other.over();
    EXPECT_EQ(other.found(), kName) << wrong;
  }
  fixture.tell(TraceKind::kTyped, ann(), ann(), "hello");
  fixture.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  fixture.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  fixture.over();
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, go_to_the_port_of_the_room) {
  fixture.tell(TraceKind::kTyped, bob(), bob(), "hello");
  fixture.tell_sent(TraceKind::kGroupDatagram, bob(), bob(), "bob: hello", 6002);
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, are_shown) {
  fixture.tell(TraceKind::kMember, bob(), ann(), "ann: hello", 6001);
  fixture.over();
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, are_shown_as_they_came) {
  fixture.tell(TraceKind::kMember, bob(), ann(), "ann: hello", 6001);
  fixture.tell(TraceKind::kPrinted, bob(), bob(), "ann: hullo");
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, are_shown_harmless) {
  fixture.tell(TraceKind::kMember, bob(), ann(), "eve: \x1b[2J", 6001);
  fixture.tell(TraceKind::kPrinted, bob(), bob(), "eve: \xEF\xBF\xBD[2J");
  fixture.over();
  EXPECT_EQ(fixture.found(), "") << fixture.what();
}

TEST_F(ChatIntegrity, of_ones_own_are_not_shown) {
  fixture.tell(TraceKind::kMember, ann(), ann(), "Ann: hello", 6001);
  fixture.over();
  EXPECT_EQ(fixture.found(), "") << fixture.what();
}

TEST_F(ChatIntegrity, are_not_heard_outside_a_room) {
  fixture.tell(TraceKind::kMember, cid(), ann(), "ann: hello", 6001);
  EXPECT_EQ(fixture.found(), kName);
}

TEST_F(ChatIntegrity, are_not_heard_in_another_room) {
  fixture.type(2, {"3", "hut"});
  fixture.tell(TraceKind::kTyped, ann(), ann(), "hello");
  fixture.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  fixture.over();
  EXPECT_EQ(fixture.found(), "");
  fixture.tell(TraceKind::kMember, cid(), ann(), "ann: hello", 6001);
  EXPECT_EQ(fixture.found(), kName);
}

}  // namespace
}  // namespace parley::sim::check
