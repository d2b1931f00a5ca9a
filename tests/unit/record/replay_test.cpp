#include "record/replay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/client.hpp"
#include "record/playback_person.hpp"
#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "tests/unit/record/played.hpp"
#include "tests/unit/record/recorded_session.hpp"

namespace parley::record {
namespace {

using tape::TapeEndCause;

using namespace std::chrono_literals;

std::vector<const MemoryTape*> all_tapes() { return {&session().registry, &session().alice, &session().bob}; }

/// The tape as far as its entry `size`, and no further.
MemoryTape cut(const MemoryTape& tape, std::size_t size) {
  MemoryTape short_tape = tape;
  short_tape.entries().resize(size);
  return short_tape;
}

TEST(Replay, of_each_tape_of_a_session_does_what_the_tape_has) {
  for (const MemoryTape* tape : all_tapes()) {
    const Played replay(*tape);
    ASSERT_EQ(replay->end(), ReplayEnd::kTapeEnd) << replay->reason();
    EXPECT_EQ(replay->cause(), TapeEndCause::kFinished);
    EXPECT_EQ(replay->entries(), tape->entries().size());
    EXPECT_GT(replay->turns(), 40U);
    EXPECT_EQ(replay->now(), tape->entries().back().at());
  }
}

TEST(Replay, is_equal_as_far_as_it_goes_when_the_tape_is_cut_behind_any_entry) {
  for (const MemoryTape* tape : all_tapes()) {
    for (std::size_t size = 0; size < tape->entries().size(); ++size) {
      const Played replay(cut(*tape, size));
      ASSERT_EQ(replay->end(), ReplayEnd::kCutShort) << size;
      ASSERT_EQ(replay->entries(), size);
    }
  }
}

TEST(Replay, says_what_broke_a_tape_off_behind_any_entry) {
  const MemoryTape& tape = session().alice;
  for (std::size_t size = 0; size < tape.entries().size(); ++size) {
    const Played replay(cut(tape, size), Error{ErrorCode::kCorrupt, "block 7 is damaged"});
    ASSERT_EQ(replay->end(), ReplayEnd::kDamaged) << size;
    ASSERT_EQ(replay->reason(), "block 7 is damaged");
    ASSERT_EQ(replay->entries(), size);
  }
}

TEST(Replay, takes_an_end_in_the_midst_of_a_turn_when_limit_disk_or_program_made_it) {
  const MemoryTape& tape = session().registry;
  const std::size_t asked = tape.find(tape::EntryKind::kListen);
  for (const TapeEndCause cause : {TapeEndCause::kLimit, TapeEndCause::kGap, TapeEndCause::kFault}) {
    MemoryTape ended = cut(tape, asked + 1);
    ended.finish(cause);
    const Played replay(ended);
    EXPECT_EQ(replay->end(), ReplayEnd::kTapeEnd);
    EXPECT_EQ(replay->cause(), cause);
  }
  MemoryTape finished = cut(tape, asked + 1);
  finished.finish(TapeEndCause::kFinished);
  const Played replay(finished);
  ASSERT_EQ(replay->end(), ReplayEnd::kDifferent);
  EXPECT_FALSE(replay->difference()->then);
  EXPECT_EQ(replay->difference()->number, asked + 2);
}

TEST(Replay, plays_the_turns_up_to_a_moment_and_at_it) {
  const MemoryTape& tape = session().registry;
  const std::size_t created = tape.find(tape::EntryKind::kRecord, "CREATE-CHAT-ROOM");
  const Instant at = tape.entries()[created].at();
  MemorySource source(tape);
  Replay replay(tape.header(), source);
  replay.run_until(at - 1ns);
  EXPECT_EQ(replay.entries(), created);
  EXPECT_EQ(replay.next_at(), at);
  EXPECT_TRUE(replay.registry()->rooms().in_order().empty());
  replay.run_until(at);
  EXPECT_EQ(replay.now(), at);
  EXPECT_TRUE(replay.registry()->rooms().in_order().empty());  // Not before it is stored.
  const std::size_t stored = tape.find(tape::EntryKind::kWrite, "CREATION <SUCCESS>");
  replay.run_until(tape.entries()[stored].at());
  EXPECT_EQ(replay.registry()->rooms().in_order().size(), 1U);
  EXPECT_FALSE(replay.end());
  replay.run_until(Instant::max());
  EXPECT_EQ(replay.end(), ReplayEnd::kTapeEnd);
}

TEST(Replay, shows_the_core_after_each_turn) {
  MemorySource registry_source(session().registry);
  Replay registry(session().registry.header(), registry_source);
  EXPECT_EQ(registry.registry(), nullptr);
  registry.run_until(Instant(8s));
  ASSERT_NE(registry.registry(), nullptr);
  EXPECT_EQ(registry.client(), nullptr);
  EXPECT_EQ(registry.registry()->sessions().size(), 2U);

  MemorySource alice_source(session().alice);
  Replay alice(session().alice.header(), alice_source);
  alice.run_until(Instant(8s));
  ASSERT_NE(alice.client(), nullptr);
  EXPECT_EQ(alice.client()->snapshot().user, "alice");
  EXPECT_EQ(alice.client()->snapshot().room, "hall");
  EXPECT_EQ(alice.terminal().last_lines().size(), PlaybackTerminal::kLines);
  EXPECT_EQ(alice.terminal().last_lines().back().text, "System: User bob joined!");
  EXPECT_EQ(alice.terminal().question(), "");
}

TEST(Replay, tells_a_listener_each_entry_that_it_met) {
  MemoryTape heard;
  MemorySource source(session().bob);
  Replay replay(session().bob.header(), source);
  replay.set_listener(&heard);
  replay.run();
  const auto& entries = session().bob.entries();
  ASSERT_EQ(heard.entries().size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(heard.entries()[i].kind(), entries[i].kind()) << i;
    EXPECT_TRUE(heard.entries()[i].text().starts_with(entries[i].text())) << i;
  }
}

}  // namespace
}  // namespace parley::record
