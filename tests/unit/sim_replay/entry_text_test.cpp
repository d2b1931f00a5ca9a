#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "record/playback_person.hpp"
#include "sim/replay/entry_text.hpp"
#include "sim/replay/replay_text.hpp"
#include "sim/replay/state_text.hpp"
#include "tests/unit/record/memory_tape.hpp"
#include "tests/unit/record/recorded_session.hpp"

namespace parley::sim::replay {
namespace {

using namespace std::chrono_literals;
using record::MemorySource;
using record::MemoryTape;
using record::Replay;
using tape::Entry;
using tape::EntryKind;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string words(const Entry& entry, const StreamNames& names = {}) { return describe(entry, names); }

TEST(EntryWords, say_what_came_of_a_call) {
  EXPECT_EQ(words({.kind = EntryKind::kInserted, .id = 3, .number = tape::kNo}),
            "call 3 was answered: the name is taken");
  EXPECT_EQ(words({.kind = EntryKind::kInserted, .id = 3, .number = tape::kYes}),
            "call 3 was answered: the account is made");
  EXPECT_EQ(words({.kind = EntryKind::kStored, .id = 3, .number = tape::kFailed + 4, .text = "disk full"}),
            "call 3 was answered: failed (full): disk full");
}

TEST(EntryWords, show_bytes_as_escapes_and_what_is_missing) {
  EXPECT_EQ(words({.kind = EntryKind::kWrite, .id = 1, .text = "a\x1b[2Jb\n\xff", .size = 8}),
            "stream 1 sent a\\x1b[2Jb\\n\\xff");
  EXPECT_EQ(words({.kind = EntryKind::kWrite, .id = 1, .text = "abc", .size = 300, .digest = 0xbeef}),
            "stream 1 sent abc... (300 bytes in all, digest 000000000000beef)");
}

TEST(EntryWords, never_show_a_hidden_line) {
  EXPECT_EQ(words({.kind = EntryKind::kLine, .number = 1, .text = "aaaa"}),
            "the person typed 4 bytes, hidden");
}

TEST(EntryWords, say_how_late_an_alarm_was) {
  EXPECT_EQ(words({.kind = EntryKind::kWake}), "the alarm went off, on time");
  EXPECT_EQ(words({.kind = EntryKind::kWake, .number = 1'500'000}),
            "the alarm went off, 0.001500 s after the time that it was set to");
  EXPECT_EQ(words({.kind = EntryKind::kWake, .number = -1'000'000'000}),
            "the alarm went off, early: it was set to 1.000000 s later");
}

TEST(EntryWords, stand_for_each_kind_and_for_any_numbers) {
  for (int kind = 0; kind < 256; ++kind) {
    for (const std::int64_t number :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, std::int64_t{99},
          std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
      EXPECT_THAT(words({.kind = static_cast<EntryKind>(kind), .number = number}), Not(IsEmpty())) << kind;
    }
  }
}

TEST(StreamNames, know_who_has_logged_in_on_a_stream_and_forget_it_with_the_stream) {
  StreamNames names;
  names.add({.kind = EntryKind::kAccept, .id = 4});
  names.add({.kind = EntryKind::kRecord, .id = 4, .text = "HELLO P2P 2\nLOGIN alice aaaa 5001\n"});
  EXPECT_EQ(names.words(4), "stream 4");
  names.add({.kind = EntryKind::kWrite, .id = 4, .text = "AUTH <FAILURE> <404>\n"});
  EXPECT_EQ(names.words(4), "stream 4");
  names.add({.kind = EntryKind::kWrite, .id = 4, .text = "AUTH <SUCCESS> <200>\n"});
  EXPECT_EQ(names.words(4), "stream 4 (alice)");
  EXPECT_EQ(names.stream_of("alice"), 4U);
  EXPECT_EQ(names.open(), 1U);
  names.add({.kind = EntryKind::kDropStream, .id = 4});
  EXPECT_EQ(names.words(4), "stream 4");
  EXPECT_EQ(names.open(), 0U);
}

TEST(StreamNames, call_what_a_peer_opens_the_registry) {
  StreamNames names;
  names.add({.kind = EntryKind::kConnect, .id = 1, .text = "registry:15600"});
  EXPECT_EQ(names.words(1), "stream 1 (registry)");
}

TEST(EntryWords, of_times_are_right_at_both_ends_of_all_time) {
  EXPECT_EQ(describe(1'234'567'890ns), "1.234567 s");
  EXPECT_EQ(describe(-1'500ms), "-1.500000 s");
  EXPECT_EQ(describe(Duration::min()), "-9223372036.854775 s");
  EXPECT_EQ(since(Instant(1s), Instant(3s)), 2s);
  EXPECT_EQ(since(Instant(-1s), Instant::max()), Duration::max());
  EXPECT_EQ(since(Instant(1s), Instant::min()), -Duration::max());
  EXPECT_EQ(since(Instant::min(), Instant::max()), Duration::max());
}

/// The words of the difference that a tape ends with.
std::string difference_of(const MemoryTape& tape) {
  StreamNames names;
  MemorySource source(tape);
  Replay replay(tape.header(), source);
  replay.set_listener(&names);
  replay.run();
  return replay.difference() ? describe(*replay.difference(), replay.began(), names) : "no difference";
}

TEST(DifferenceWords, mark_the_place_where_the_texts_part_and_show_the_inputs_before) {
  MemoryTape tape = record::session().registry;
  tape.change(tape.find(EntryKind::kWrite, "CREATION"), [](Entry& entry) {
    entry.text = "CREATION <FAILURE> <404>\n";
    entry.size = entry.text.size();
  });
  EXPECT_EQ(difference_of(tape),
            "entry 41, 1.160912 s after the start:\n"
            "  then:  stream 2 (alice) sent CREATION <FAILURE> <404>\\n\n"
            "  now:   stream 2 (alice) sent CREATION <SUCCESS> <200>\\n\n"
            "                                         ^\n"
            "  the last inputs, that of this turn at the end:\n"
            "          22        1.011044 s  call 3 was answered: no such account\n"
            "          24        1.081044 s  call 4 was answered: hashed\n"
            "          26        1.083078 s  call 5 was answered: the account is made\n"
            "          29        1.084213 s  stream 2 (alice) received LOGIN alice "
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 5001\\n\n"
            "          31        1.086217 s  call 6 was answered: the account alice\n"
            "          33        1.156217 s  call 7 was answered: the secret is right\n"
            "          36        1.157721 s  socket 1 received from 10.0.0.2:40061 KEEP_ALIVE alice\n"
            "          37        1.158734 s  stream 2 (alice) received CREATE-CHAT-ROOM hall alice\\n\n"
            "          39        1.160912 s  call 8 was answered: stored\n");
}

TEST(DifferenceWords, say_that_something_is_done_now_or_was_then) {
  MemoryTape tape = record::session().registry;
  const std::size_t place = tape.find(EntryKind::kWrite, "CREATION");
  tape.erase(place);
  EXPECT_THAT(difference_of(tape), HasSubstr("  then:  nothing more came of this input\n"
                                             "  now:   stream 2 (alice) sent CREATION <SUCCESS> <200>\\n\n"));
  tape = record::session().registry;
  tape.insert(place + 1, {.kind = EntryKind::kPauseReading, .at = tape.entries()[place].at(), .id = 2});
  EXPECT_THAT(difference_of(tape), HasSubstr("  then:  stream 2 (alice) was not read any more\n"
                                             "  now:   nothing more comes of this input\n"));
}

TEST(DifferenceWords, say_that_no_alarm_is_set) {
  MemoryTape tape = record::session().registry;
  const std::size_t place = tape.find(EntryKind::kHashed);
  tape.insert(place, {.kind = EntryKind::kWake, .at = tape.entries()[place].at()});
  EXPECT_THAT(difference_of(tape),
              HasSubstr("  then:  the alarm went off, on time\n  now:   no alarm is set\n"));
}

TEST(DifferenceWords, leave_out_what_is_far_from_the_place) {
  MemoryTape tape = record::session().alice;
  const std::size_t place = tape.find(EntryKind::kSend, "a long line");
  std::string other(tape.entries()[place].text());
  other[200] = 'y';
  tape.change(place, [&](Entry& entry) { entry.text = other; });
  const std::string text = difference_of(tape);
  EXPECT_THAT(text, HasSubstr("  then:  ..." + std::string(60, 'x') + "y" + std::string(55, 'x')));
  EXPECT_THAT(text, HasSubstr("  now:   ..." + std::string(80, 'x')));
  EXPECT_THAT(text, HasSubstr("\n" + std::string(9 + 63, ' ') + "^\n"));
}

TEST(DifferenceWords, tell_of_texts_that_part_where_the_tape_holds_them_no_more) {
  MemoryTape tape = record::session().alice;
  tape.change(tape.find(EntryKind::kSend, "a long line"), [](Entry& entry) { ++entry.digest; });
  const std::string text = difference_of(tape);
  EXPECT_THAT(text, HasSubstr("bytes, of which a tape holds the first 256\n"));
  EXPECT_THAT(text, HasSubstr("bytes, and there: " + std::string(80, 'x') + "..."));
}

std::string state_at(const MemoryTape& tape, Duration when) {
  StreamNames names;
  MemorySource source(tape);
  Replay replay(tape.header(), source);
  replay.set_listener(&names);
  replay.run_until(Instant(when));
  return describe_state(replay, names, when);
}

TEST(StateWords, are_the_rooms_and_the_people_of_a_registry) {
  EXPECT_EQ(state_at(record::session().registry, 8s),
            "the registry at 8.000000 s:\n"
            "  listening: 10.0.0.1:15600, keep-alives 10.0.0.1:15500\n"
            "  rooms: 1\n"
            "    hall: host alice, port 5001, term 1, version 2; members alice, bob\n"
            "  online: 2\n"
            "    alice at 10.0.0.2:5001 on stream 2, since 1.156217 s, last heard of at 7.157838 s\n"
            "    bob at 10.0.0.3:5002 on stream 1, since 4.222513 s, last heard of at 7.224231 s\n"
            "  connections: 2\n");
}

TEST(StateWords, are_the_screen_of_a_peer) {
  const std::string state = state_at(record::session().bob, 8s);
  EXPECT_THAT(state,
              HasSubstr("  logged in as bob, the registry is connected\n  in the room hall, port 5001\n"));
  EXPECT_THAT(state, HasSubstr("    | Chat room name: hall\n"
                               "    | You have joined the room hall successfully...\n"
                               "    | Welcome to Chatroom hall\n"
                               "    | Enter a message to send, enter 'q' to leave the room\n"
                               "    > \n"));
  EXPECT_THAT(state_at(record::session().bob, 3s), HasSubstr("  nobody is logged in\n"));
}

TEST(StateWords, never_show_a_password) {
  const std::string state = state_at(record::session().alice, 2500ms);
  EXPECT_THAT(state, HasSubstr("    | password: \n"));
  EXPECT_THAT(state, Not(HasSubstr("password: a")));
}

TEST(ReplaySummary, has_the_verdict_and_the_figures) {
  const MemoryTape& tape = record::session().registry;
  MemorySource source(tape);
  Replay replay(tape.header(), source);
  replay.run();
  const std::string size = std::to_string(tape.entries().size());
  EXPECT_THAT(summary_of(replay, 2s), HasSubstr("equal: " + size + " entries, "));
  EXPECT_THAT(summary_of(replay, 2s), HasSubstr(" in 2.000 s (" + std::to_string(tape.entries().size() / 2)));
  EXPECT_EQ(remark_of(replay), "");
}

std::string remark_on(const MemoryTape& tape, std::optional<Error> at_end = std::nullopt) {
  MemorySource source(tape, std::move(at_end));
  Replay replay(tape.header(), source);
  replay.run();
  return remark_of(replay);
}

TEST(ReplaySummary, remarks_how_a_tape_ended_that_has_no_good_end) {
  MemoryTape tape = record::session().registry;
  tape.entries().pop_back();
  EXPECT_THAT(remark_on(tape), HasSubstr("was killed or crashed"));
  EXPECT_THAT(remark_on(tape, Error{ErrorCode::kCorrupt, "block 3 is damaged"}),
              HasSubstr("cannot be read any further: block 3 is damaged"));
  tape.finish(tape::TapeEndCause::kGap);
  EXPECT_THAT(remark_on(tape), HasSubstr("a gap: the disk was too slow, full or broken"));
}

}  // namespace
}  // namespace parley::sim::replay
