#include <gmock/gmock.h>

#include "tests/scenario/program.hpp"

namespace parley::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kGood = "# Alice arrives.\npeople alice\neveryone arrives\nonline is alice\n";
constexpr std::string_view kBad =
    "# Carol is not there.\npeople alice bob carol\neveryone starts\nalice and bob sign up\nalice logs in\n"
    "bob logs in\nalice lists people\nalice sees \"carol\"\n";

TEST(RunCommand, exits_with_0_when_all_pass_and_with_1_when_one_fails) {
  const Folder folder;
  const std::string good = folder.file("good.scenario", kGood);
  const std::string bad = folder.file("bad.scenario", kBad);
  EXPECT_EQ(parley_sim("run " + good).code, 0);
  EXPECT_EQ(parley_sim("run " + good + " " + bad).code, 1);
}

TEST(RunCommand, exits_with_2_when_the_command_line_or_a_file_is_wrong) {
  const Folder folder;
  const std::string good = folder.file("good.scenario", kGood);
  for (const std::string& wrong : {std::string(), std::string("run"), std::string("play"),
                                   "run " + good + " --seed x", "run " + good + " --seed 5..1",
                                   "run " + good + " --no-such-flag", "run " + (folder / "none.scenario"),
                                   "run " + folder.file("odd.scenario", "# Odd.\nalice dances\n")}) {
    EXPECT_EQ(parley_sim(wrong).code, 2) << wrong;
  }
  EXPECT_EQ(parley_sim("--help").code, 0);
}

TEST(RunCommand, finds_two_plays_the_same_when_they_are_checked) {
  const Folder folder;
  const CommandResult ran = parley_sim("run --check --seed 1..3 " + folder.file("good.scenario", kGood));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.output, Not(HasSubstr("differ")));
}

TEST(RunCommand, leaves_a_folder_that_replays_when_a_play_fails) {
  const Folder folder;
  const std::string bad = folder.file("bad.scenario", kBad);
  const CommandResult ran = parley_sim("run " + bad + " --seed 3 --out " + (folder / "out"));
  EXPECT_EQ(ran.code, 1);
  const std::string path = folder / "out/expectation-seed-3";
  EXPECT_THAT(ran.output, HasSubstr("folder: " + path));
  const std::string scenario = read_file(path + "/play.scenario");
  EXPECT_THAT(scenario, HasSubstr("alice sees \"carol\""));
  EXPECT_THAT(scenario, Not(HasSubstr("bob logs in")));
  EXPECT_THAT(read_file(path + "/trace.txt"), HasSubstr("starts"));
  EXPECT_THAT(read_file(path + "/timeline.html"), HasSubstr("<html"));
  const std::string replay = read_file(path + "/replay.txt");
  ASSERT_THAT(replay, HasSubstr("parley-sim run "));
  const CommandResult again =
      parley_sim(replay.substr(replay.find("run "), replay.find('\n') - replay.find("run ")));
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.output, HasSubstr("has not seen"));
}

}  // namespace
}  // namespace parley::test
