#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/pipe_program.hpp"
#include "tests/support/temporary_folder.hpp"

/// Three real peers and a real registry on loopback, all four recorded; then their tapes replayed, by the
/// build that recorded them and by one in which a registry has one answer changed.
namespace parley::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// Bob's `no such room` is what the changed build answers in another way; all else is the same there.
constexpr const char* kSession = R"(# Three talk, one looks for a room that is not there, the host leaves.
people alice bob carol

everyone arrives
alice creates room lounge
bob types "5"
bob types "nowhere"
within 1s bob sees "No chatroom with the name nowhere!"
bob types "lounge"
carol joins room lounge
within 2s rooms are lounge (alice*, bob, carol)
alice says "welcome"
within 1s bob sees "alice: welcome"
within 1s carol sees "alice: welcome"
bob says "thank you"
within 1s carol sees "bob: thank you"
alice leaves the room
within 1s rooms are lounge (bob*, carol)
carol says "who is the host now?"
within 1s bob sees "carol: who is the host now?"
bob leaves the room
within 1s rooms are lounge (carol*)
alice logs out
)";

class RecordedSession : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    write_text(*folder_ / "three.scenario", kSession);
    PipeProgram sim({{PARLEY_BIN_DIR "/parley-sim", "run", "--world", "real", "--record",
                      (*folder_ / "tapes").string(), (*folder_ / "three.scenario").string()},
                     {},
                     {}});
    ASSERT_EQ(sim.wait_for_end(), 0) << sim.output();
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::vector<std::string> tapes(const char* folder = "tapes") {
    std::vector<std::string> found;
    if (!std::filesystem::exists(*folder_ / folder)) return found;
    for (const auto& entry : std::filesystem::directory_iterator(*folder_ / folder)) {
      found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }
  static std::string tape(const std::string& node) {
    return (*folder_ / "tapes" / (node + ".tape")).string();
  }

  struct Replayed {
    std::optional<int> code;
    std::string words;
  };
  static Replayed replay(const std::string& program, const std::vector<std::string>& tapes) {
    Command command{{program, "replay"}, {}, {}};
    command.words.insert(command.words.end(), tapes.begin(), tapes.end());
    PipeProgram sim(command);
    const auto code = sim.wait_for_end();
    return {code, sim.output()};
  }

  static std::unique_ptr<TemporaryFolder> folder_;  // NOLINT(*-avoid-non-const-global-variables)
  const std::string same_build_ = PARLEY_BIN_DIR "/parley-sim";
  const std::string changed_build_ = PARLEY_TEST_DIR "/parley-sim-changed";
};
std::unique_ptr<TemporaryFolder> RecordedSession::folder_;  // NOLINT

TEST_F(RecordedSession, leaves_a_tape_of_each_program_that_only_its_owner_can_read) {
  EXPECT_THAT(tapes(), ElementsAre(tape("alice"), tape("bob"), tape("carol"), tape("registry")));
  for (const std::string& file : tapes()) {
    struct stat about {};
    ASSERT_EQ(::stat(file.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U) << file;
  }
}

TEST_F(RecordedSession, replays_with_no_difference) {
  const auto replayed = replay(same_build_, tapes());
  EXPECT_EQ(replayed.code, 0) << replayed.words;
}

TEST_F(RecordedSession, shows_the_one_answer_that_a_changed_build_gives_as_the_first_difference) {
  const auto replayed = replay(changed_build_, {tape("registry")});
  EXPECT_EQ(replayed.code, 1) << replayed.words;
  EXPECT_THAT(replayed.words, AllOf(HasSubstr("JOIN <FAILURE> <404>"), HasSubstr("JOIN <FAILURE> <409>"),
                                    HasSubstr("JOIN-CHAT-ROOM nowhere bob")));
}

TEST_F(RecordedSession, is_the_same_for_the_peers_of_the_changed_build) {
  const auto replayed = replay(changed_build_, {tape("alice"), tape("bob"), tape("carol")});
  EXPECT_EQ(replayed.code, 0) << replayed.words;
}

TEST_F(RecordedSession, has_an_end_on_each_tape_also_where_it_is_interrupted) {
  write_text(*folder_ / "endless.scenario", "# Two wait.\npeople alice bob\neveryone arrives\nwait 50s\n");
  PipeProgram sim({{same_build_, "run", "--world", "real", "--record", (*folder_ / "cut-short").string(),
                    (*folder_ / "endless.scenario").string()},
                   {},
                   {}});
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (tapes("cut-short").size() < 3 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  sim.child().signal(SIGINT);
  EXPECT_EQ(sim.wait_for_end(), 130);
  ASSERT_THAT(tapes("cut-short"), SizeIs(3));
  const auto replayed = replay(same_build_, tapes("cut-short"));
  EXPECT_EQ(replayed.code, 0) << replayed.words;
  EXPECT_THAT(replayed.words, Not(HasSubstr("without an end")));
}

}  // namespace
}  // namespace parley::test
