#include <gmock/gmock.h>

#include <string>

#include "tape/tape_writer.hpp"
#include "tests/scenario/program.hpp"
#include "tests/unit/record/recorded_session.hpp"

namespace parley::test {
namespace {

using record::MemoryTape;
using tape::Entry;
using tape::EntryKind;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// The bytes of a tape. Without an end it is that of a program that was killed.
std::string bytes_of(const MemoryTape& tape, bool ended = true) {
  tape::TapeBytes bytes;
  tape::TapeWriter writer(tape.header(), bytes);
  for (const auto& entry : tape.entries()) {
    if (entry.kind() != EntryKind::kEnd) writer.add(entry.entry());
  }
  if (ended) {
    writer.finish(tape::TapeEndCause::kFinished);
  } else {
    writer.seal();
  }
  return bytes.bytes();
}

/// A session's tapes, one of them as if another build had made it.
class ReplayCommand : public testing::Test {
 protected:
  static std::string other_bytes() {
    MemoryTape other = record::session().registry;
    other.change(other.find(EntryKind::kWrite, "CREATION"), [](Entry& entry) {
      entry.text = "CREATION <FAILURE> <404>\n";
      entry.size = entry.text.size();
    });
    return bytes_of(other);
  }

  Folder folder_;
  std::string registry_ = folder_.file("registry.tape", bytes_of(record::session().registry));
  std::string alice_ = folder_.file("alice.tape", bytes_of(record::session().alice));
  std::string other_ = folder_.file("other.tape", other_bytes());
  std::string cut_ = folder_.file("cut.tape", bytes_of(record::session().alice).substr(0, 2'000));
};

TEST_F(ReplayCommand, prints_entries_time_and_speed_where_all_is_equal) {
  const CommandResult ran = parley_sim("replay " + registry_);
  EXPECT_EQ(ran.code, 0);
  const std::string size = std::to_string(record::session().registry.entries().size());
  EXPECT_THAT(ran.output, HasSubstr(registry_ + ": equal: " + size + " entries, "));
  EXPECT_THAT(ran.output, AllOf(HasSubstr(" turns, 32.000000 s of the tape in "), HasSubstr(" entries/s, ")));
}

TEST_F(ReplayCommand, prints_the_first_difference_in_words) {
  const CommandResult ran = parley_sim("replay " + other_);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.output, HasSubstr(other_ + ": different: "));
  EXPECT_THAT(ran.output, HasSubstr("entry 41, 1.160912 s after the start:\n"
                                    "  then:  stream 2 (alice) sent CREATION <FAILURE> <404>\\n\n"
                                    "  now:   stream 2 (alice) sent CREATION <SUCCESS> <200>\\n\n"
                                    "                                         ^\n"));
}

TEST_F(ReplayCommand, takes_several_tapes_and_has_a_line_for_each) {
  const CommandResult ran = parley_sim("replay " + registry_ + " " + other_ + " " + cut_ + " " + alice_);
  EXPECT_EQ(ran.code, 1);
  for (const auto& tape : {registry_, cut_, alice_}) EXPECT_THAT(ran.output, HasSubstr(tape + ": equal: "));
  EXPECT_THAT(ran.output, HasSubstr(other_ + ": different: "));
}

TEST_F(ReplayCommand, plays_a_broken_tape_as_far_as_it_is_good_and_says_so) {
  const CommandResult ran = parley_sim("replay " + cut_ + " " + alice_);
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.output, HasSubstr("the tape cannot be read any further: "));
}

TEST_F(ReplayCommand, is_content_with_the_tape_of_a_program_that_was_killed) {
  const std::string killed = folder_.file("killed.tape", bytes_of(record::session().registry, false));
  const CommandResult ran = parley_sim("replay " + killed);
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.output, AllOf(HasSubstr(killed + ": equal: "), HasSubstr("was killed or crashed")));
}

TEST_F(ReplayCommand, refuses_what_is_no_tape_with_3_and_a_wrong_flag_with_2) {
  EXPECT_EQ(parley_sim("replay " + (folder_ / "none.tape")).code, 3);
  EXPECT_EQ(parley_sim("replay " + folder_.file("text", "This is no tape.\n")).code, 3);
  for (const std::string wrong : {"", "x.tape --until x", "x.tape --until -1s", "x.tape --no-such-flag"}) {
    EXPECT_EQ(parley_sim("replay " + wrong).code, 2) << wrong;
  }
  EXPECT_EQ(parley_sim("replay --help").code, 0);
}

TEST_F(ReplayCommand, refuses_a_tape_that_is_not_of_this_program) {
  MemoryTape impossible = record::session().registry;
  const std::size_t place = impossible.find(EntryKind::kRecord);
  impossible.insert(place, {.kind = EntryKind::kClose, .at = impossible.entries()[place].at(), .id = 9});
  const CommandResult ran = parley_sim("replay " + folder_.file("impossible.tape", bytes_of(impossible)));
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.output, HasSubstr("it is for stream 9, which the core has not opened"));
}

TEST_F(ReplayCommand, stops_at_a_time_of_the_tape_and_shows_the_state_then) {
  const CommandResult ran = parley_sim("replay " + registry_ + " --until 8s --state");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.output, HasSubstr("the registry at 8.000000 s:\n"));
  EXPECT_THAT(ran.output,
              HasSubstr("    hall: host alice, port 5001, term 1, version 2; members alice, bob\n"));
  EXPECT_EQ(parley_sim("replay " + other_ + " --until 1160ms").code, 0);
  EXPECT_EQ(parley_sim("replay " + other_ + " --until 1.161s").code, 1);
}

TEST_F(ReplayCommand, lists_what_a_tape_has) {
  const CommandResult ran = parley_sim("replay " + registry_ + " --entries --until 1.159s");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.output, HasSubstr("       1        0.000000 s  the program started\n"));
  EXPECT_THAT(ran.output, HasSubstr("1.156217 s      stream 2 (alice) sent AUTH <SUCCESS> <200>\\n\n"));
  EXPECT_THAT(ran.output, Not(HasSubstr("CREATION")));
}

}  // namespace
}  // namespace parley::test
