#include <gmock/gmock.h>

#include <gtest/gtest-spi.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/language/parser.hpp"
#include "tests/unit/sim_import/recorded.hpp"

namespace parley::sim::importing {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kTalk =
    "people alice bob\neveryone arrives\nalice creates room den\nbob joins room den\nwait 4s\n"
    "alice says \"hi {name}\"\nwithin 1s bob sees \"alice: hi alice\"\nbob says \"say \\\"#\\\"\"\nwait 1s\n"
    "bob leaves the room\nalice ends the input\n";

/// Nothing is left out, given up, or other than it was.
void expect_all_done(const Imported& made, std::uint64_t seeds = 5) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const scenario::RunResult outcome = play_imported(made, seed);
    EXPECT_EQ(outcome.meanwhile_stats.skipped, 0U) << made.text;
    EXPECT_EQ(outcome.meanwhile_stats.timed_out, 0U) << made.text;
  }
}

TEST(Import, writes_what_people_did_and_what_was_so_then) {
  const Imported made = import_text(kTalk);
  EXPECT_THAT(made.text, testing::StartsWith("# A recorded session of 2 people, "));
  EXPECT_THAT(made.text, HasSubstr("\npeople alice bob\n"));
  EXPECT_THAT(made.text, HasSubstr(" alice says \"hi alice\"\n"));
  EXPECT_THAT(made.text, HasSubstr(" bob says \"say \\\"#\\\"\"\n"));
  EXPECT_THAT(made.text, HasSubstr("within 1min everyone is in room den\n"));
  EXPECT_THAT(made.text, HasSubstr(" alice ends the input\n"));
  EXPECT_THAT(made.text, HasSubstr("within 1min alice has ended\n"));
  expect_all_done(made);
}

TEST(Import, expects_every_line_where_that_is_asked_for) {
  const Imported made = import_text(kTalk, {Expect::kLines, {}, {}, {}});
  EXPECT_THAT(made.text, HasSubstr("within 10s bob sees \"alice: hi alice\"\n"));
  EXPECT_THAT(made.text, HasSubstr("within 10s alice sees \"bob: say \\\"#\\\"\"\n"));
  EXPECT_THAT(made.text, HasSubstr("rooms are den (alice*, bob)"));
  expect_all_done(made);
}

TEST(Import, expects_something_that_can_fail) {
  Imported made = import_text(kTalk);
  const std::size_t at = made.text.find("bob joins room den");
  ASSERT_NE(at, std::string::npos);
  made.text.replace(at, 18, "bob lists rooms");
  const scenario::Parsed parsed = scenario::parse(made.text, "changed");
  ASSERT_TRUE(parsed.ok());
  Imported changed{parsed.scenario, made.text, {}};
  EXPECT_NONFATAL_FAILURE(play_imported(changed, 1), "is in no room");
}

TEST(Import, passes_under_loss_with_every_seed) {
  const Imported made = import_text(kTalk, {Expect::kRooms, {}, std::uint8_t{20}, {}});
  EXPECT_THAT(made.text, HasSubstr("  at 0s lose 20% of datagrams\n"));
  for (std::uint64_t seed = 1; seed <= 50; ++seed) play_imported(made, seed);
}

TEST(Import, puts_another_password_where_it_was_another) {
  const Imported made = import_text(
      "people alice\nalice starts\nalice signs up with password \"x\"\n"
      "alice logs in with password \"not it\"\nalice logs in with password \"x\"\n");
  EXPECT_THAT(made.text, HasSubstr("alice tries to log in with password \"another password\"\n"));
  EXPECT_THAT(made.text, HasSubstr(" alice signs up\n"));
  EXPECT_THAT(made.text, HasSubstr(" alice logs in\n"));
  expect_all_done(made);
}

TEST(Import, leaves_an_empty_password_empty) {
  const Imported made = import_text(
      "people alice\nalice starts\nalice signs up\nalice types \"2\"\nalice types \"alice\"\n"
      "alice types \"\"\nwait 1s\nalice logs in\n");
  EXPECT_THAT(made.text, HasSubstr("alice types \"\"\n"));
  expect_all_done(made);
}

TEST(Import, signs_up_who_had_an_account_before) {
  const auto play = test::RecordedPlay::of(
      "# t\npeople alice\nalice arrives\nalice logs out\nalice starts\nalice logs in\n");
  const Imported made = import_play(*play, {}, {"alice.2.tape"});
  EXPECT_THAT(made.text, HasSubstr("\nalice starts\nalice signs up\nalice exits\n"));
  expect_all_done(made);
}

TEST(Import, tells_of_those_without_a_tape_what_the_others_heard) {
  const auto play = test::RecordedPlay::of(std::string("# t\n") + kTalk);
  const Imported made = import_play(*play, {}, {"registry.tape", "bob.tape"});
  EXPECT_THAT(made.text, HasSubstr(" alice creates room den\n"));
  EXPECT_THAT(made.text, HasSubstr(" alice says \"hi alice\"\n"));
  expect_all_done(made);
}

TEST(Import, does_with_peoples_tapes_alone) {
  const auto play = test::RecordedPlay::of(std::string("# t\n") + kTalk);
  expect_all_done(import_play(*play, {}, {"alice.tape", "bob.tape"}));
}

TEST(Import, kills_whom_was_killed_and_the_registry_too) {
  const Imported made = import_text(
      "people alice bob\neveryone arrives\nalice creates room den\nbob joins room den\nwait 2s\n"
      "crash bob\nwait 2s\ncrash registry for 2s\nwait 12s\nalice says \"alone\"\n");
  EXPECT_THAT(made.text, HasSubstr(" crash bob\n"));
  EXPECT_THAT(made.text, HasSubstr(" crash registry\n"));
  EXPECT_THAT(made.text, HasSubstr(" restart registry\n"));
  EXPECT_THAT(made.text, HasSubstr("within 1min room den has 1 members\n"));
  expect_all_done(made);
}

TEST(Import, writes_names_that_are_words_of_the_language_otherwise) {
  const Imported made = import_text(
      "people alice\nalice starts\nalice signs up as crash\nalice logs in as crash\nalice creates room and\n"
      "alice says \"{{}name} {{}{}\"\n");
  EXPECT_THAT(made.text, HasSubstr("people crash_2\n"));
  EXPECT_THAT(made.text, HasSubstr("crash_2 signs up as crash"));
  EXPECT_THAT(made.text, HasSubstr("says \"{{}name} {{}{}\""));
  expect_all_done(made);
}

TEST(Import, shortens_silences_and_leaves_out_what_comes_behind) {
  const auto length = [](const ImportOptions& options) {
    return play_imported(import_text(kTalk, options), 1).time;
  };
  EXPECT_LT(length({Expect::kRooms, Duration(1s), {}, {}}), length({}) - 2s);
  const Imported first = import_text(kTalk, {Expect::kRooms, {}, {}, Duration(2s)});
  EXPECT_THAT(first.text, Not(HasSubstr("says")));
}

TEST(Import, takes_a_damaged_tape_as_far_as_it_is_good) {
  const auto play = test::RecordedPlay::of(std::string("# t\n") + kTalk);
  std::string bytes = play->bytes("alice");
  bytes.resize(bytes.size() * 3 / 4);
  const auto open = [&]() -> Result<merge::OpenTape> {
    auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(bytes));
    if (!reader) return reader.error();
    tape::TapeHeader header = (*reader)->header();
    return merge::OpenTape{std::move(header), *std::move(reader)};
  };
  const auto session = merge::MergedTapes::load(std::vector<merge::TapeFile>{{"alice.tape", open}});
  ASSERT_TRUE(session.has_value());
  const auto made = import_session(*session);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_THAT(made->text, HasSubstr("alice starts"));
  play_imported(*made, 1);
}

TEST(Import, says_that_nobody_does_anything) {
  const auto play = test::RecordedPlay::of("# t\npeople alice\nwait 1s\n");
  const auto made = import_session(session_of(*play));
  ASSERT_TRUE(made.has_error());
  EXPECT_EQ(made.error().message,
            "no person or client does anything on these tapes: there is nothing to import");
}

std::vector<std::string> tapes_below(const std::filesystem::path& folder) {
  std::vector<std::string> paths;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".tape") paths.push_back(file.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Recorded from the real programs (docs/sessions.md).
class EachSession : public testing::TestWithParam<const char*> {};

TEST_P(EachSession, is_imported_as_it_was_and_passes_under_loss) {
  const std::filesystem::path folder = std::filesystem::path("fixtures/sessions") / GetParam();
  const auto session = merge::MergedTapes::load(tapes_below(folder));
  ASSERT_TRUE(session.has_value());
  for (const auto loss : {std::optional<std::uint8_t>(), std::optional<std::uint8_t>(20)}) {
    const auto made = import_session(*session, {Expect::kRooms, {}, loss, {}});
    ASSERT_TRUE(made.has_value()) << made.error().message;
    for (std::uint64_t seed = 1; seed <= (loss ? 50 : 3); ++seed) {
      const scenario::RunResult outcome = play_imported(*made, seed);
      if (loss) continue;
      EXPECT_EQ(outcome.meanwhile_stats.skipped + outcome.meanwhile_stats.timed_out, 0U) << folder;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures, EachSession,
    testing::Values("walks/01-no-rooms", "walks/02-create-a-room", "walks/03-the-list-shows-the-host",
                    "walks/04-no-such-room", "walks/05-join", "walks/06-talk-and-leave", "walks/07-rejoin",
                    "walks/08-the-host-leaves", "walks/09-the-last-leaves", "walks/10-three-people",
                    "walks/11-name-taken", "walks/12-several-rooms", "walks/13-join-notice",
                    "faults/killed-while-they-talk", "faults/full-disk", "bad-input/all-sorts-at-once"));

}  // namespace
}  // namespace parley::sim::importing
