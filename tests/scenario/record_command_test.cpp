#include <gmock/gmock.h>

#include "tests/scenario/program.hpp"

namespace parley::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kTalk =
    "# Ann says a word to Bob.\npeople ann bob\neveryone arrives\nann creates room den\nbob joins room den\n"
    "ann says \"swordfish\"\nwithin 1s bob sees \"ann: swordfish\"\n";

TEST(RecordCommand, writes_tapes_that_replay) {
  const Folder folder;
  const std::string tapes = folder / "tapes";
  EXPECT_EQ(parley_sim("run " + folder.file("talk.scenario", kTalk) + " --record " + tapes).code, 0);
  const CommandResult replay =
      parley_sim("replay " + tapes + "/registry.tape " + tapes + "/ann.tape " + tapes + "/bob.tape");
  EXPECT_EQ(replay.code, 0) << replay.output;
  EXPECT_THAT(replay.output, HasSubstr("equal"));
}

TEST(RecordCommand, writes_the_same_bytes_for_the_same_seed) {
  const Folder folder;
  const std::string run = "run " + folder.file("talk.scenario", kTalk) + " --seed 4 --record ";
  parley_sim(run + (folder / "first"));
  parley_sim(run + (folder / "second"));
  for (const char* name : {"/registry.tape", "/ann.tape", "/bob.tape"}) {
    EXPECT_FALSE(read_text((folder / "first") + name).empty());
    EXPECT_EQ(read_text((folder / "first") + name), read_text((folder / "second") + name));
  }
}

TEST(RecordCommand, writes_over_no_tape) {
  const Folder folder;
  const std::string run = "run " + folder.file("talk.scenario", kTalk) + " --record " + (folder / "tapes");
  EXPECT_EQ(parley_sim(run).code, 0);
  const std::string tape = read_text(folder / "tapes/ann.tape");
  const CommandResult again = parley_sim(run + " --seed 2");
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.output, HasSubstr("is not empty"));
  EXPECT_EQ(read_text(folder / "tapes/ann.tape"), tape);
}

TEST(RecordCommand, is_of_one_play) {
  const Folder folder;
  const std::string file = folder.file("talk.scenario", kTalk);
  const std::string record = " --record " + (folder / "tapes");
  EXPECT_EQ(parley_sim("run " + file + " --seed 1..2" + record).code, 2);
  EXPECT_EQ(parley_sim("run " + file + " " + file + record).code, 2);
  EXPECT_EQ(parley_sim("run " + file + " --replay" + record).code, 2);
  EXPECT_EQ(parley_sim("run " + file + " --record-only registry").code, 2);
}

TEST(RecordCommand, keeps_words_off_the_tapes_where_it_is_told_to) {
  const Folder folder;
  const std::string run = "run " + folder.file("talk.scenario", kTalk) + " --record ";
  parley_sim(run + (folder / "with"));
  parley_sim(run + (folder / "without") + " --record-text no --record-only bob");
  EXPECT_THAT(parley_sim("replay " + (folder / "with/bob.tape") + " --state").output, HasSubstr("swordfish"));
  const CommandResult without = parley_sim("replay " + (folder / "without/bob.tape") + " --state");
  EXPECT_EQ(without.code, 0);
  EXPECT_THAT(without.output, Not(HasSubstr("swordfish")));
  EXPECT_TRUE(read_text(folder / "without/ann.tape").empty());
}

TEST(RecordCommand, replays_each_play_by_itself) {
  const Folder folder;
  const std::string run = "run " + folder.file("talk.scenario", kTalk) + " --seed 1..3 --replay";
  EXPECT_EQ(parley_sim(run).code, 0);
  EXPECT_EQ(parley_sim(run + " --record-text no --check --out " + (folder / "out")).code, 0);
}

}  // namespace
}  // namespace parley::test
