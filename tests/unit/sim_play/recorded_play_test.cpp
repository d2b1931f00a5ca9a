#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "record/core_options.hpp"
#include "record/replay.hpp"
#include "sim/language/parser.hpp"
#include "sim/play/file_tapes.hpp"
#include "sim/play/sim_play.hpp"
#include "tests/support/tapes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::sim::scenario {
namespace {

using tape::EntryKind;
using tape::OwnedEntry;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr std::string_view kTalk =
    "# Ann and Bob talk, and Ann leaves.\n"
    "people ann bob\n"
    "everyone arrives\n"
    "ann creates room den\n"
    "bob joins room den\n"
    "ann says \"the password is swordfish\"\n"
    "within 1s bob sees \"ann: the password is swordfish\"\n"
    "ann leaves the room\n"
    "ann logs out\n"
    "within 1s ann has ended with code 0\n";

constexpr std::string_view kCrashes =
    "# The registry and Ann crash, and both come back.\n"
    "people ann\n"
    "ann arrives\n"
    "crash registry\n"
    "restart registry\n"
    "crash ann\n"
    "restart ann\n"
    "ann logs in\n";

std::vector<std::string> names_of(const MemoryTapes& tapes) {
  std::vector<std::string> names;
  for (const MemoryTapes::Tape& tape : tapes.tapes())
    names.push_back(tape.name + " " + std::to_string(tape.start));
  return names;
}

RunResult outcome_of(std::string_view text, std::uint64_t seed, Tapes* tapes) {
  const Parsed parsed = parse(text, "a.scenario");
  SimPlayOptions options;
  options.seed = seed;
  options.tapes = tapes;
  return SimPlay(parsed.scenario, options).play();
}

TEST(RecordedPlay, is_the_same_as_one_that_is_not_recorded) {
  for (const std::string_view text : {kTalk, kCrashes}) {
    const auto recorded = test::RecordedPlay::of(text, 7);
    const RunResult plain = outcome_of(text, 7, nullptr);
    EXPECT_EQ(recorded->outcome().trace_hash, plain.trace_hash);
    EXPECT_EQ(recorded->outcome().events, plain.events);
  }
}

TEST(RecordedPlay, has_the_same_tapes_for_the_same_seed) {
  const auto first = test::RecordedPlay::of(kTalk, 3);
  const auto second = test::RecordedPlay::of(kTalk, 3);
  const auto other = test::RecordedPlay::of(kTalk, 4);
  EXPECT_EQ(first->bytes("ann"), second->bytes("ann"));
  EXPECT_EQ(first->bytes("registry"), second->bytes("registry"));
  EXPECT_NE(first->bytes("ann"), other->bytes("ann"));
}

TEST(RecordedPlay, has_a_tape_for_each_start_of_a_program) {
  EXPECT_THAT(names_of(test::RecordedPlay::of(kCrashes)->tapes()),
              ElementsAre("registry 1", "ann 1", "registry 2", "ann 2"));
}

TEST(RecordedPlay, has_tapes_of_each_core_and_its_options) {
  const auto play = test::RecordedPlay::of(kTalk);
  const auto registry = test::read_tape(play->bytes("registry"));
  EXPECT_TRUE(registry->header().is_registry());
  const auto ann = test::read_tape(play->bytes("ann"));
  const auto options = record::options_of(ann->header());
  ASSERT_TRUE(options && std::holds_alternative<client::PeerOptions>(*options));
  EXPECT_EQ(std::get<client::PeerOptions>(*options).registry, (HostPort{"10.0.0.1", 15600}));
  EXPECT_EQ(ann->header().recorded_at, 0);
}

TEST(RecordedPlay, has_a_tape_with_an_end_where_the_program_ended_in_order) {
  const auto play = test::RecordedPlay::of(kTalk);
  const auto entries = test::entries_of(play->bytes("ann"));
  ASSERT_GE(entries.size(), 2U);
  EXPECT_EQ(entries.back().kind(), EntryKind::kEnd);
  EXPECT_EQ(entries[entries.size() - 2].kind(), EntryKind::kExit);
}

TEST(RecordedPlay, has_a_tape_without_an_end_where_the_program_crashed) {
  const auto play = test::RecordedPlay::of(kCrashes);
  const auto last = test::entries_of(play->bytes("registry", 1)).back();
  EXPECT_NE(last.kind(), EntryKind::kEnd);
  EXPECT_NE(last.kind(), EntryKind::kDropStream);  // A program that is killed drops nothing by itself.
  const auto tape = test::read_tape(play->bytes("registry", 1));
  record::Replay replay(tape->header(), *tape);
  replay.run();
  EXPECT_EQ(replay.end(), record::ReplayEnd::kCutShort);
}

TEST(RecordedPlay, has_a_tape_of_a_registry_that_cannot_start) {
  const auto play = test::RecordedPlay::of_file("fixtures/scenarios/disk/unreadable-at-the-start.scenario");
  const auto entries = test::entries_of(play->bytes("registry", 2));
  const auto ready = std::find_if(entries.begin(), entries.end(),
                                  [](const OwnedEntry& entry) { return entry.kind() == EntryKind::kReady; });
  ASSERT_NE(ready, entries.end());
  EXPECT_GE(ready->entry().number, tape::kFailed);
  EXPECT_EQ(entries.back().kind(), EntryKind::kEnd);
}

TEST(RecordedPlay, holds_what_people_write_unless_it_is_not_to) {
  const auto texts = [](const test::RecordedPlay& play) {
    std::string all;
    for (const char* name : {"registry", "ann", "bob"}) {
      for (const OwnedEntry& entry : test::entries_of(play.bytes(name)))
        all += std::string(entry.text()) + "\n";
    }
    return all;
  };
  EXPECT_THAT(texts(*test::RecordedPlay::of(kTalk)), HasSubstr("swordfish"));
  record::RecorderOptions without;
  without.keep_text = false;
  const auto play = test::RecordedPlay::of(kTalk, 1, without);
  EXPECT_THAT(texts(*play), testing::Not(HasSubstr("swordfish")));
  EXPECT_FALSE(test::read_tape(play->bytes("ann"))->header().text_kept);
}

class FileTapesTest : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_.path() / "tapes"; }
  FileTapes tapes(std::set<std::string> only = {}) const {
    return FileTapes(*TapeFolder::make(path()), {}, std::move(only));
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(path())) {
      names.push_back(file.path().filename().string());
    }
    return names;
  }

 private:
  test::TemporaryFolder folder_;
};

TEST_F(FileTapesTest, are_the_tapes_that_are_kept_in_memory_too) {
  auto in_folder = tapes();
  outcome_of(kCrashes, 1, &in_folder);
  EXPECT_TRUE(in_folder.written());
  EXPECT_THAT(files(), UnorderedElementsAre("registry.tape", "registry.2.tape", "ann.tape", "ann.2.tape"));
  const auto play = test::RecordedPlay::of(kCrashes);
  EXPECT_EQ(test::read_text(path() / "registry.2.tape"), play->bytes("registry", 2));
  EXPECT_EQ(test::read_text(path() / "ann.tape"), play->bytes("ann", 1));
}

TEST_F(FileTapesTest, are_their_owners_alone) {
  auto in_folder = tapes();
  outcome_of(kTalk, 1, &in_folder);
  const auto allowed = std::filesystem::status(path() / "registry.tape").permissions();
  EXPECT_EQ(allowed, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(FileTapesTest, are_of_those_who_are_wanted) {
  auto in_folder = tapes({"registry"});
  outcome_of(kTalk, 1, &in_folder);
  EXPECT_THAT(files(), ElementsAre("registry.tape"));
}

TEST_F(FileTapesTest, say_that_they_could_not_be_written) {
  auto in_folder = tapes();
  std::filesystem::remove_all(path());
  EXPECT_TRUE(outcome_of(kTalk, 1, &in_folder).passed());
  ASSERT_FALSE(in_folder.written());
  EXPECT_THAT(in_folder.written().error().message, HasSubstr("registry.tape cannot be written"));
}

}  // namespace
}  // namespace parley::sim::scenario
