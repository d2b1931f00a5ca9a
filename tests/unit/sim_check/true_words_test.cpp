#include <gtest/gtest.h>

#include "tests/unit/sim_check/watched_town.hpp"

namespace parley::sim::check {
namespace {

constexpr const char* kName = "what-is-seen-was-written";

/// Ann and Bob in a room, and Cid in none.
struct Room : testing::Test {
  Room() {
    for (const std::size_t person : {0U, 1U, 2U}) town.arrive(person);
    town.type(0, {"3", "den"});
    town.type(1, {"5", "den"});
  }
  Node& ann() { return *town.people[0]; }
  Node& bob() { return *town.people[1]; }
  Node& cid() { return *town.people[2]; }

  WatchedTown town{"ann", "bob", "cid"};
};
using TrueWords = Room;

TEST_F(TrueWords, are_what_people_say_and_read) {
  town.type(0, {"hello", "  ", "how are you?"});
  town.type(1, {"q"});
  EXPECT_EQ(town.found(), "") << town.what();
  EXPECT_GT(town.evaluated(kName), 8U);
}

TEST_F(TrueWords, are_not_sent_by_a_program_of_its_own_accord) {
  town.tell(TraceKind::kWake, ann(), ann());
  town.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  town.over();
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, are_sent_when_they_are_typed) {
  town.tell(TraceKind::kTyped, ann(), ann(), "hello");
  town.over();
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, are_sent_once_and_as_they_were_typed) {
  for (const char* wrong : {"ann: hell", "bob: hello", "ann: hello "}) {
    WatchedTown other{"ann"};
    other.arrive(0);
    other.type(0, {"3", "den"});
    other.tell(TraceKind::kTyped, *other.people[0], *other.people[0], "hello");
    other.tell_sent(TraceKind::kGroupDatagram, *other.people[0], *other.people[0], wrong, 6001);
    other.over();
    EXPECT_EQ(other.found(), kName) << wrong;
  }
  town.tell(TraceKind::kTyped, ann(), ann(), "hello");
  town.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  town.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  town.over();
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, go_to_the_port_of_the_room) {
  town.tell(TraceKind::kTyped, bob(), bob(), "hello");
  town.tell_sent(TraceKind::kGroupDatagram, bob(), bob(), "bob: hello", 6002);
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, are_shown) {
  town.tell(TraceKind::kMember, bob(), ann(), "ann: hello", 6001);
  town.over();
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, are_shown_as_they_came) {
  town.tell(TraceKind::kMember, bob(), ann(), "ann: hello", 6001);
  town.tell(TraceKind::kPrinted, bob(), bob(), "ann: hullo");
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, are_shown_harmless) {
  town.tell(TraceKind::kMember, bob(), ann(), "eve: \x1b[2J", 6001);
  town.tell(TraceKind::kPrinted, bob(), bob(), "eve: \xEF\xBF\xBD[2J");
  town.over();
  EXPECT_EQ(town.found(), "") << town.what();
}

TEST_F(TrueWords, of_ones_own_are_not_shown) {
  town.tell(TraceKind::kMember, ann(), ann(), "Ann: hello", 6001);
  town.over();
  EXPECT_EQ(town.found(), "") << town.what();
}

TEST_F(TrueWords, are_not_heard_outside_a_room) {
  town.tell(TraceKind::kMember, cid(), ann(), "ann: hello", 6001);
  EXPECT_EQ(town.found(), kName);
}

TEST_F(TrueWords, are_not_heard_in_another_room) {
  town.type(2, {"3", "hut"});
  town.tell(TraceKind::kTyped, ann(), ann(), "hello");
  town.tell_sent(TraceKind::kGroupDatagram, ann(), ann(), "ann: hello", 6001);
  town.over();
  EXPECT_EQ(town.found(), "");
  town.tell(TraceKind::kMember, cid(), ann(), "ann: hello", 6001);
  EXPECT_EQ(town.found(), kName);
}

}  // namespace
}  // namespace parley::sim::check
