#include <gmock/gmock.h>

#include "tests/scenario/program.hpp"

namespace parley::test {
namespace {

using ::testing::HasSubstr;

/// Without the first line, which has the time in it, and the rates.
std::string without_times(const std::string& output) {
  const std::size_t actions = output.find("\n  actions");
  return actions == std::string::npos ? output : output.substr(actions);
}

TEST(ExploreCommand, is_green_and_says_what_it_saw) {
  const CommandResult ran = parley_sim("explore --seeds 1..10");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("10 seeds in "));
  EXPECT_THAT(ran.output, HasSubstr("one-host-per-room"));
  EXPECT_THAT(ran.output, HasSubstr("marks reached"));
}

TEST(ExploreCommand, finds_the_same_when_there_are_more_jobs) {
  const std::string one = without_times(parley_sim("explore --seeds 1..30 --jobs 1").output);
  EXPECT_EQ(one, without_times(parley_sim("explore --seeds 1..30 --jobs 3").output));
}

TEST(ExploreCommand, ends_when_the_time_is_over) {
  const CommandResult ran = parley_sim("explore --time 1ms --jobs 2");
  EXPECT_EQ(ran.code, 0) << ran.output;
}

TEST(ExploreCommand, exits_with_2_when_the_command_line_is_wrong) {
  for (const std::string wrong :
       {"--seeds", "--seeds 5..1", "--seeds x", "--time 60", "--time s", "--time 1week", "--jobs 0",
        "--jobs x", "--peers 0", "--peers 100000", "seeds"}) {
    EXPECT_EQ(parley_sim("explore " + wrong).code, 2) << wrong;
  }
}

}  // namespace
}  // namespace parley::test
