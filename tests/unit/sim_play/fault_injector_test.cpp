#include "tests/unit/sim_play/play.hpp"

namespace parley::sim::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Two people in a room, from line 4 to 7.
const std::string kRoom = "everyone arrives\nalice creates room den\nbob joins room den\nwait 1s\n";

struct Struck {
  const char* name;
  const char* steps;  ///< Behind kRoom; they pass, so the fault had its effect.
};

class EachFault : public testing::TestWithParam<Struck> {};

TEST_P(EachFault, strikes) {
  const RunResult outcome = play(kRoom + GetParam().steps);
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_GE(outcome.faults_hit, 1U);
  EXPECT_EQ(outcome.faults_missed, 0U);
}

constexpr Struck kFaults[] = {
    {"crash", "crash alice\nwithin 1s rooms are den (bob*)\n"},
    {"stop_registry", "stop registry\nrestart registry\nwithin 20s rooms are den (alice*, bob)\n"},
    {"stop_registry_for_a_time", "stop registry for 2s\nwait 3s\nwithin 20s rooms are den (alice*, bob)\n"},
    {"stop_registry_that_stands_still",
     "pause registry for 1min\nwait 1s\nstop registry\nrestart registry\nwithin 20s rooms are den (alice*, "
     "bob)\n"},
    {"crash_for_a_time", "crash registry for 2s\nwait 3s\nwithin 20s rooms are den (alice*, bob)\n"},
    {"power", "registry loses power for 1s\nwithin 20s rooms are den (alice*, bob)\n"},
    {"vanish", "alice vanishes\nwithin 6s rooms are den (bob*)\n"},
    {"pause", "pause alice for 8s\nwithin 7s rooms are den (bob*)\nwithin 20s rooms are den (bob*, alice)\n"},
    {"resume",
     "pause alice\nbob says \"y\"\nwait 1s\nresume alice\nalice says \"x\"\nwithin 1s bob sees \"alice: "
     "x\"\n"},
    {"move", "alice moves\nwithin 60s rooms are den (bob*, alice)\n"},
    {"new_address", "alice gets an IPv6 address\nwait 1s\n"},
    {"lost_address",
     "alice gets an IPv4 address\nalice loses the first address\nwithin 60s rooms are den (bob*, alice)\n"},
    {"deaf",
     "bob is deaf for 2s\nalice says \"x\"\nfor 3s bob does not see \"alice: x\"\n"
     "alice says \"y\"\nwithin 1s bob sees \"alice: y\"\n"},
    {"hears_again",
     "bob is deaf\nalice says \"x\"\nfor 1s bob does not see \"alice: x\"\nbob hears again\n"
     "alice says \"y\"\nwithin 1s bob sees \"alice: y\"\n"},
    {"clock", "alice's clock runs 5% slow\nfor 10s rooms are den (alice*, bob)\nalice's clock runs right\n"},
    {"partition", "partition alice | bob for 2s\nalice says \"x\"\nfor 3s bob does not see \"alice: x\"\n"},
    {"cut",
     "cut alice -> bob for 2s\nalice says \"x\"\nfor 1s bob does not see \"alice: x\"\n"
     "bob says \"y\"\nwithin 1s alice sees \"bob: y\"\n"},
    {"clog", "clog registry -> alice for 1s\nalice leaves the room\nalice is in no room\n"},
    {"loss_on_a_way",
     "lose 100% of datagrams from alice to bob for 2s\nalice says \"x\"\n"
     "for 1s bob does not see \"alice: x\"\nbob says \"y\"\nwithin 1s alice sees \"bob: y\"\n"},
    {"repetition",
     "repeat 100% of datagrams for 1s\nalice says \"x\"\nwithin 1s bob sees \"alice: x\" and \"alice: x\"\n"},
    {"disorder", "reorder 100% of datagrams by 50ms for 5s\nwait 3s\n"},
    {"latency_on_a_way",
     "packets take 2s from alice to bob\nalice says \"x\"\nfor 1s bob does not see \"alice: x\"\n"
     "within 2s bob sees \"alice: x\"\n"},
    {"speed",
     "slow packets to 1 KiB/s for 10s\nalice says 400 x \"a\"\nalice says \"b\"\nwithin 5s bob sees \"alice: "
     "b\"\n"},
    {"size",
     "limit datagrams to 100 bytes\nalice says 200 x \"a\"\nalice says \"b\"\nwithin 1s bob sees \"alice: "
     "b\"\n"
     "bob never sees a line with \"aaa\"\n"},
    {"fragments", "fragment streams for 5s\nalice leaves the room\nalice lists rooms\n"},
    {"broken_connection", "break the connection of alice\nwithin 20s rooms are den (alice*, bob)\n"},
    {"half_closed", "half-close the connection of alice\nwithin 30s rooms are den (alice*, bob)\n"},
    {"new_key", "the registry gets a new key\n"},
    {"full_disk", "the disk is full for 5s\nbob leaves the room\nalice leaves the room\nwait 6s\n"},
    {"stop",
     "lose 100% of datagrams\nalice says \"x\"\nfor 1s bob does not see \"alice: x\"\nstop losing\n"
     "alice says \"y\"\nwithin 1s bob sees \"alice: y\"\n"},
};

std::string name_of(const testing::TestParamInfo<Struck>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(FaultInjector, EachFault, testing::ValuesIn(kFaults), name_of);

TEST(FaultInjector, fails_a_play_in_which_a_fault_never_strikes) {
  for (const std::string fault :
       {"partition alice | mallory for 1s", "cut alice -> mallory", "clog mallory -> alice",
        "alice is deaf for 10ms", "limit datagrams to 9000 bytes", "the disk fails to read",
        "fragment streams from mallory to registry", "break the connection of mallory",
        "repeat 1% of datagrams from mallory to alice"}) {
    const RunResult outcome = play("everyone arrives\n" + fault + "\nwait 1s\n");
    ASSERT_FALSE(outcome.passed()) << fault;
    EXPECT_EQ(outcome.failure->check, kFaultNeverFired);
    EXPECT_EQ(outcome.failure->line, 5U);
  }
}

TEST(FaultInjector, takes_no_fault_for_felt_by_what_comes_behind_its_end) {
  const RunResult outcome = play(kRoom + "lose 100% of datagrams from bob to mallory for 10ms\nwait 1s\n" +
                                 "lose 100% of datagrams\nwait 3s\n");
  EXPECT_EQ(verdict(outcome), "8: the fault never struck anything");
}

TEST(FaultInjector, ends_each_trouble_by_itself_whatever_came_after_it) {
  EXPECT_EQ(
      verdict(kRoom + "lose 100% of datagrams for 4s\npackets take 1s for 2s\nwait 3s\nalice says \"x\"\n" +
              "for 500ms bob does not see \"alice: x\"\nwait 1s\nalice says \"y\"\nwithin 1s bob sees "
              "\"alice: y\"\n"),
      "");
}

TEST(FaultInjector, stops_everything_before_it_asks_whether_all_agree) {
  EXPECT_EQ(verdict(kRoom + "partition alice | registry\nwait 4s\npause bob\nalice "
                            "says \"x\"\nwait 1s\ncrash registry\n"),
            "");
}

TEST(FaultInjector, wants_the_nat_used) {
  const auto with_nat = [](const std::string& steps) {
    const Parsed parsed = parse("# t\npeople alice\nalice is behind a symmetric nat\n" + steps, "f");
    return verdict(SimPlay(parsed.scenario, 1).play());
  };
  EXPECT_EQ(with_nat("alice arrives\nfor 10s online is alice\n"), "");
  EXPECT_EQ(with_nat("wait 1s\n"), "3: nothing went through the nat");
}

}  // namespace
}  // namespace parley::sim::scenario
