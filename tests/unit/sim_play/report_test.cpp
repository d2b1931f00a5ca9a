#include "sim/play/report.hpp"

#include <gmock/gmock.h>

#include "sim/language/limits.hpp"
#include "sim/play/report.hpp"

namespace parley::sim::scenario {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Scenario scenario() {
  Scenario scenario;
  scenario.file = "talk.scenario";
  scenario.source = {"# title", "people alice", "  alice sees \"x\""};
  return scenario;
}

RunResult passed() {
  RunResult outcome;
  outcome.seed = 3;
  outcome.time = std::chrono::microseconds(2'004'902);
  outcome.events = 402;
  outcome.trace_hash = 0x0d1c0f6a7e0b9d24;
  return outcome;
}

RunResult failed() {
  RunResult outcome = passed();
  outcome.failure =
      Failure{3, "alice has not seen \"x\"", {"the end of alice's screen:", "  | Choice:"}, "step"};
  return outcome;
}

TEST(Report, sums_a_play_up_in_one_line) {
  EXPECT_EQ(summary(scenario(), passed()),
            "PASS  talk.scenario  seed 3  2.004902 s  402 events  hash 0d1c0f6a7e0b9d24");
  EXPECT_EQ(summary(scenario(), failed()),
            "FAIL  talk.scenario  seed 3  2.004902 s  402 events  hash 0d1c0f6a7e0b9d24  line 3");
}

TEST(Report, explains_a_failure_and_how_to_play_it_again) {
  EXPECT_EQ(explanation(scenario(), failed(), {"an event"}),
            "  talk.scenario:3: alice sees \"x\"\n"
            "  step: alice has not seen \"x\"\n"
            "  the end of alice's screen:\n"
            "    | Choice:\n"
            "  the last events:\n"
            "    an event\n"
            "  replay: parley-sim run talk.scenario --seed 3\n");
  EXPECT_EQ(explanation(scenario(), {}, {}), "");
}

TEST(Report, keeps_the_last_events_only) {
  EventTail tail;
  for (std::size_t i = 0; i < limits::kEventsShown + 5; ++i) {
    tail.on_event({Instant{}, TraceKind::kTyped, NodeId{0}, NodeId{0}, std::to_string(i)});
  }
  ASSERT_THAT(tail.lines(), SizeIs(limits::kEventsShown));
  EXPECT_THAT(tail.lines().front(), HasSubstr("\"5\""));
}

TEST(Transcript, writes_what_differs_between_worlds_the_same) {
  const std::vector<std::pair<std::string, std::string>> names = {{"10.0.0.1:15600", "<registry>"},
                                                                  {"10.0.0.2:", "<alice>:"}};
  EXPECT_EQ(normalised("key SHA256:00ffAB of 10.0.0.1:15600  ", names),
            "key SHA256:<fingerprint> of <registry>");
  EXPECT_EQ(normalised("1 alice (10.0.0.2:6001) (10.0.0.2:6001)", names),
            "1 alice (<alice>:6001) (<alice>:6001)");
  EXPECT_EQ(normalised("   ", names), "");
}

}  // namespace
}  // namespace parley::sim::scenario
