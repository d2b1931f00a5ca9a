#include "sim/real/feasibility.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "sim/language/parser.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kCast = "# A play.\npeople alice bob\nclient mallory\n";  // Lines 1 to 3.

/// What stands in its way, in words; empty: it can be played.
std::string verdict(const std::string& steps, Duration patience = 60s) {
  const auto parsed = scenario::parse(kCast + steps, "a.scenario");
  for (const auto& error : parsed.errors) ADD_FAILURE() << error.to_string();
  const auto found = find_infeasible(parsed.scenario, patience);
  return found ? found->to_string() : std::string();
}

TEST(Playable, are_the_faults_of_programs_and_of_ways_to_the_registry) {
  for (const char* fault :
       {"crash registry\nrestart registry\n", "crash alice\n", "alice vanishes\n",
        "pause alice\nresume alice\n", "pause registry\nresume registry\n",
        "partition alice | registry for 2s\n", "partition registry | alice, bob\nheal\n",
        "lose 30% of datagrams\nstop losing\n", "repeat 30% of datagrams\nstop repeating\n",
        "packets take 5ms to 10ms\n", "the disk is full\nthe disk works\n",
        "crash registry\nthe registry gets a new key\n"}) {
    EXPECT_EQ(verdict(std::string("everyone starts\n") + fault), "") << fault;
  }
}

TEST(Playable, is_no_way_between_people) {
  EXPECT_THAT(verdict("everyone starts\npartition alice | bob\n"),
              StartsWith("cannot be played in the real world: line 5: packets between people"));
  EXPECT_THAT(verdict("everyone starts\npartition alice | bob, registry\n"), HasSubstr("line 5"));
  EXPECT_THAT(verdict("everyone starts\npartition alice, registry | registry\n"), HasSubstr("line 5"));
}

TEST(Playable, is_no_machine_with_addresses_of_its_own) {
  EXPECT_THAT(verdict("alice has an IPv6 address\neveryone starts\n"),
              HasSubstr("line 4: all programs share"));
  EXPECT_THAT(verdict("everyone starts\nalice loses the first address\n"),
              HasSubstr("line 5: all programs share"));
}

TEST(Playable, is_no_trouble_of_all_packets_where_people_talk) {
  EXPECT_THAT(verdict("everyone arrives\nalice creates room den\nlose 30% of datagrams\n"),
              HasSubstr("line 6: people talk in rooms"));
  EXPECT_THAT(verdict("packets take 5ms\neveryone arrives\nat the same time:\n  alice creates room den\n"),
              HasSubstr("line 4: people talk in rooms"));
}

TEST(Playable, is_no_fault_hidden_in_a_block) {
  EXPECT_THAT(verdict("everyone starts\nat the same time:\n  alice signs up\n  partition alice | bob\n"),
              HasSubstr("line 7: "));
}

TEST(Playable, are_no_packets_to_a_room_from_outside) {
  EXPECT_THAT(verdict("everyone starts\nmallory sends datagram \"x\" to room den\n"), HasSubstr("line 5: "));
}

TEST(Playable, is_as_much_waiting_as_is_granted) {
  EXPECT_EQ(verdict("wait 1min\n"), "");
  EXPECT_EQ(verdict("within 5min nobody is online\n"), "") << "that is over as soon as it holds";
  EXPECT_THAT(verdict("wait 1min\nfor 1s nobody is online\n"), HasSubstr("it waits for 61 s of real time"));
  EXPECT_EQ(verdict("wait 1min\nfor 1s nobody is online\n", 61s), "");
}

TEST(Playable, is_no_crowd) {
  const auto crowd = [](const char* cast) {
    return find_infeasible(
        scenario::parse("# A crowd.\n" + std::string(cast) + "\nnobody is online\n", "a").scenario, 60s);
  };
  EXPECT_FALSE(crowd("people guest1..guest120"));
  ASSERT_TRUE(crowd("people guest1..guest121"));
  EXPECT_EQ(crowd("people guest1..guest121")->line, 2U);
  EXPECT_FALSE(crowd("client m1..m200"));
  EXPECT_TRUE(crowd("client m1..m201"));
  EXPECT_TRUE(crowd("people the-observer"));
}

}  // namespace
}  // namespace parley::sim::real
