#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/pipe_program.hpp"
#include "tests/support/temporary_folder.hpp"

/// What `parley-sim run --world real` makes of plays that do not end well, and what it leaves behind.
namespace parley::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

class RealWorldTest : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& scenario) {
    const auto file = folder_ / name;
    write_text(file, scenario);
    return file.string();
  }

  /// A play whose temporary files are below `temporary_`.
  std::unique_ptr<PipeProgram> play(const std::string& file, const std::vector<std::string>& flags = {}) {
    Command command{{PARLEY_BIN_DIR "/parley-sim", "run", "--world", "real", file},
                    {{"TMPDIR", temporary_.path().string()}},
                    {}};
    command.words.insert(command.words.end(), flags.begin(), flags.end());
    return std::make_unique<PipeProgram>(command);
  }

  std::vector<std::string> left_behind() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(temporary_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  /// The processes that have this folder's name on their command lines: the play's own programs.
  std::vector<std::string> programs() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
      const std::string words = read_text(entry.path() / "cmdline");
      if (words.find(temporary_.path().string()) != std::string::npos) found.push_back(words);
    }
    return found;
  }
  template <class Condition>
  static bool until(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!condition() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(20ms);
    return condition();
  }

  const std::string endless_ = "# Two people wait.\npeople alice bob\neveryone arrives\nwait 50s\n";
  TemporaryFolder folder_;
  TemporaryFolder temporary_;
};

TEST_F(RealWorldTest, fails_with_the_line_and_the_screen_where_an_expectation_is_not_met) {
  const auto file =
      write("wrong.scenario", "# Wrong.\npeople alice\nalice arrives\nalice sees \"Good bye\"\n");
  const auto sim = play(file);
  EXPECT_EQ(sim->wait_for_end(), 1);
  EXPECT_THAT(sim->output(), HasSubstr("wrong.scenario:4: alice sees \"Good bye\"\n"));
  EXPECT_THAT(sim->output(), HasSubstr("alice has not seen \"Good bye\""));
  EXPECT_THAT(sim->output(), HasSubstr("  | Logged in successfully..."));
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(RealWorldTest, fails_where_the_registry_knows_better) {
  const auto file = write("wrong.scenario",
                          "# Wrong.\npeople alice bob\neveryone arrives\nalice creates room den\n"
                          "rooms are den (alice*, bob)\n");
  const auto sim = play(file);
  EXPECT_EQ(sim->wait_for_end(), 1);
  EXPECT_THAT(sim->output(), HasSubstr("rooms are den (alice*)"));
}

TEST_F(RealWorldTest, fails_where_a_line_is_seen_that_never_should_be) {
  const auto file = write("never.scenario",
                          "# Never.\npeople alice\nalice never sees \"Logged in successfully...\"\n"
                          "alice arrives\n");
  const auto sim = play(file);
  EXPECT_EQ(sim->wait_for_end(), 1);
  EXPECT_THAT(sim->output(), HasSubstr("never.scenario:3: "));
}

TEST_F(RealWorldTest, fails_where_something_does_not_hold_for_its_time) {
  const auto file = write("gone.scenario",
                          "# She falls silent.\npeople alice bob\neveryone arrives\nalice vanishes\n"
                          "for 20s online are alice, bob\n");
  const auto sim = play(file);
  EXPECT_EQ(sim->wait_for_end(), 1);
  EXPECT_THAT(sim->output(), HasSubstr("gone.scenario:5: "));
}

TEST_F(RealWorldTest, says_what_cannot_be_played_and_plays_nothing_of_it) {
  const auto file = write("deep.scenario",
                          "# Deep.\npeople alice bob\neveryone arrives\n"
                          "partition alice | bob\n");
  const auto sim = play(file);
  EXPECT_EQ(sim->wait_for_end(), 3);
  EXPECT_THAT(sim->output(), HasSubstr("cannot be played in the real world: line 4: "));
}

TEST_F(RealWorldTest, finds_out_on_the_way_what_cannot_be_done_then) {
  const auto file = write("key.scenario",
                          "# A key.\npeople alice\nalice starts\n"
                          "the registry gets a new key\n");
  const auto sim = play(file);
  EXPECT_EQ(sim->wait_for_end(), 3);
  EXPECT_THAT(sim->output(), HasSubstr("cannot be played in the real world: line 4: "));
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(RealWorldTest, needs_the_programs) {
  const auto file = write("any.scenario", "# Any.\npeople alice\nalice starts\n");
  EXPECT_EQ(play(file, {"--programs", folder_.path().string()})->wait_for_end(), 2);
}

TEST_F(RealWorldTest, records_into_no_folder_that_holds_something_and_one_play_at_a_time) {
  const auto file = write("any.scenario", "# Any.\npeople alice\nalice starts\n");
  EXPECT_EQ(play(file, {"--record", folder_.path().string()})->wait_for_end(), 2);
  EXPECT_EQ(play(file, {file, "--record", (folder_ / "tapes").string()})->wait_for_end(), 2);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "tapes"));
}

TEST_F(RealWorldTest, ends_its_programs_and_takes_its_folder_with_it_when_it_is_interrupted) {
  const auto sim = play(write("endless.scenario", endless_));
  ASSERT_TRUE(until([&] { return programs().size() == 3; })) << "a registry and two peers";
  sim->child().signal(SIGINT);
  EXPECT_EQ(sim->wait_for_end(), 130);
  EXPECT_THAT(sim->output(), HasSubstr("STOP"));
  EXPECT_THAT(programs(), IsEmpty());
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(RealWorldTest, takes_its_programs_with_it_when_it_is_killed) {
  const auto sim = play(write("endless.scenario", endless_));
  ASSERT_TRUE(until([&] { return programs().size() == 3; }));
  sim->child().signal(SIGKILL);
  EXPECT_EQ(sim->wait_for_end(), -SIGKILL);
  EXPECT_TRUE(until([&] { return programs().empty(); }));
}

TEST_F(RealWorldTest, has_room_for_two_plays_at_once) {
  const auto file = write("talk.scenario",
                          "# Two rooms on one port.\npeople alice bob\neveryone arrives\n"
                          "alice creates room den\nbob joins room den\nwait 1s\n"
                          "alice says \"hi\"\nwithin 1s bob sees \"alice: hi\"\nwait 1s\n"
                          "alice sees \"System: User bob joined!\"\n"
                          "rooms are den (alice*, bob)\n");
  for (const bool shared : {false, true}) {
    const std::vector<std::string> flags(shared ? 1 : 0, "--shared-loopback");
    const auto first = play(file, flags);
    const auto second = play(file, flags);
    EXPECT_EQ(first->wait_for_end(), 0) << first->output();
    EXPECT_EQ(second->wait_for_end(), 0) << second->output();
  }
}

}  // namespace
}  // namespace parley::test
