#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

#include "base/limits.hpp"
#include "record/replay.hpp"
#include "tests/unit/record/played.hpp"
#include "tests/unit/record/recorded_session.hpp"

// Tapes that no recorder writes: each ends with a clear word, and the core never sees what breaks its ports'
// contracts.

namespace parley::record {
namespace {

using tape::Entry;
using tape::EntryKind;

using namespace std::chrono_literals;
using testing::HasSubstr;

/// A tape with `entry` put in before its first entry of this kind, and at that one's time.
MemoryTape with_before(const MemoryTape& tape, EntryKind kind, std::string_view part, Entry entry) {
  MemoryTape changed = tape;
  const std::size_t place = changed.find(kind, part);
  entry.at = changed.entries().at(place).at();
  changed.insert(place, entry);
  return changed;
}

void expect_refused(const MemoryTape& tape, const std::string& words) {
  const Played replay(tape);
  ASSERT_EQ(replay->end(), ReplayEnd::kImpossible) << words;
  EXPECT_THAT(replay->reason(), HasSubstr(words));
  EXPECT_THAT(replay->reason(), HasSubstr("not of this program, or it is damaged"));
}

/// A registry that is up, and has one person logged in on stream 2, and one on stream 1.
void expect_registry_refuses(const Entry& entry, const std::string& words) {
  expect_refused(with_before(session().registry, EntryKind::kRecord, "SHOW-ROOM-LIST", entry), words);
}

void expect_alice_refuses(EntryKind before, std::string_view part, const Entry& entry,
                          const std::string& words) {
  expect_refused(with_before(session().alice, before, part, entry), words);
}

TEST(ImpossibleTape, begins_with_no_start_or_has_two) {
  MemoryTape tape = session().registry;
  tape.erase(0);
  expect_refused(tape, "entry 1 cannot be: a tape begins with a program's start");
  expect_registry_refuses({.kind = EntryKind::kStart}, "the program starts a second time");
}

TEST(ImpossibleTape, has_a_clock_that_goes_backwards_or_off) {
  MemoryTape tape = session().registry;
  const std::size_t place = tape.find(EntryKind::kRecord, "CREATE");
  tape.change(place, [](Entry& entry) { entry.at -= 1h; });
  expect_refused(tape, "entry " + std::to_string(place + 1) +
                           " cannot be: its time is before that of the input before it");
  for (const Instant at : {Instant::max(), Instant::min(), Instant(Duration(std::int64_t{1} << 61) + 1ns)}) {
    MemoryTape off = session().registry;
    off.change(0, [&](Entry& entry) { entry.at = at; });
    expect_refused(off, "its time is out of range");
  }
}

TEST(ImpossibleTape, names_streams_that_there_are_not) {
  expect_registry_refuses({.kind = EntryKind::kRecord, .id = 9, .text = "x"},
                          "it is for stream 9, which the core has not opened");
  expect_registry_refuses({.kind = EntryKind::kDrained, .id = 0},
                          "it is for stream 0, which the core has not opened");
  expect_registry_refuses({.kind = EntryKind::kClose, .id = std::numeric_limits<std::uint64_t>::max()},
                          "which the core has not opened");
  expect_registry_refuses({.kind = EntryKind::kOpen, .id = 1}, "it is for stream 1, which is open already");
  MemoryTape late = session().registry;
  late.insert(late.find(EntryKind::kStop),
              {.kind = EntryKind::kRecord, .at = 40s + Instant(), .id = 1, .text = "x"});
  expect_refused(late, "it is for stream 1, which the core has dropped");
}

TEST(ImpossibleTape, says_things_of_a_stream_that_no_stream_does) {
  expect_registry_refuses({.kind = EntryKind::kRecord, .id = 1}, "a record has 0 bytes");
  const std::string huge(16'385, 'x');
  expect_registry_refuses({.kind = EntryKind::kRecord, .id = 1, .text = huge}, "a record has 16385 bytes");
  expect_registry_refuses({.kind = EntryKind::kClose, .id = 1, .number = 4},
                          "a stream ends with the unknown cause 4");
  expect_registry_refuses({.kind = EntryKind::kClose, .id = 1, .number = -1},
                          "a stream ends with the unknown cause -1");
  expect_registry_refuses({.kind = EntryKind::kAccept, .id = 7}, "a connection comes in as stream 7");
  expect_registry_refuses({.kind = EntryKind::kAccept, .id = 2}, "a connection comes in as stream 2");
  expect_alice_refuses(EntryKind::kOpen, "", {.kind = EntryKind::kRecord, .id = 1, .text = "x"},
                       "it is for stream 1, which is not open yet");
  expect_alice_refuses(EntryKind::kRecord, "", {.kind = EntryKind::kOpen, .id = 1}, "which is open already");
  expect_alice_refuses(EntryKind::kRecord, "", {.kind = EntryKind::kAccept, .id = 2},
                       "the core listens nowhere");
}

TEST(ImpossibleTape, has_more_of_a_stream_that_was_closed) {
  MemoryTape tape = session().alice;
  const std::size_t place = tape.find(EntryKind::kRecord, "HELLO");
  const Instant at = tape.entries()[place].at();
  tape.insert(place, {.kind = EntryKind::kClose, .at = at, .id = 1});
  tape.entries().resize(place + 1);
  const std::size_t dropped = tape.entries().size();
  EXPECT_EQ(Played(tape)->end(), ReplayEnd::kCutShort);
  tape.insert(dropped, {.kind = EntryKind::kClose, .at = at, .id = 1});
  EXPECT_NE(Played(tape)->end(), ReplayEnd::kTapeEnd);
}

TEST(ImpossibleTape, has_datagrams_for_no_socket_or_longer_than_any) {
  expect_registry_refuses({.kind = EntryKind::kDatagram, .id = 5},
                          "it is for socket 5, which the core does not have");
  const std::string huge(65'508, 'x');
  expect_registry_refuses({.kind = EntryKind::kDatagram, .id = 1, .text = huge},
                          "a datagram has 65508 bytes");
}

TEST(ImpossibleTape, answers_calls_that_were_not_made_or_twice_or_otherwise) {
  expect_registry_refuses({.kind = EntryKind::kStored, .id = 99}, "it answers call 99, which was not made");
  expect_registry_refuses({.kind = EntryKind::kHashed, .id = 1},
                          "it answers call 1, which is answered already");
  MemoryTape tape = session().registry;
  tape.change(tape.find(EntryKind::kHashed), [](Entry& entry) { entry.kind = EntryKind::kVerified; });
  expect_refused(tape, "as if that had asked for the proof of a secret, and it asked for a hash");
  for (const std::int64_t number : {-1, 7, 1}) {
    MemoryTape odd = session().registry;
    odd.change(odd.find(EntryKind::kHashed), [&](Entry& entry) { entry.number = number; });
    expect_refused(odd, "a call ends with the unknown outcome " + std::to_string(number));
  }
}

TEST(ImpossibleTape, finds_another_account_than_was_asked_for) {
  MemoryTape tape = session().registry;
  tape.change(tape.find(EntryKind::kFound, "bob"), [](Entry& entry) { entry.text = "eve"; });
  expect_refused(tape, "a search for the account bob finds another one");
}

TEST(ImpossibleTape, has_an_answer_that_no_port_gives) {
  MemoryTape tape = session().registry;
  tape.change(tape.find(EntryKind::kListening), [](Entry& entry) { entry.number = 44; });
  expect_refused(tape, "a port answers with the unknown outcome 44");
  MemoryTape unsent = session().registry;
  const std::size_t sent = unsent.find(EntryKind::kWrite, "AUTH");
  for (const std::int64_t number : {std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()}) {
    MemoryTape odd = unsent;
    odd.insert(sent + 1,
               {.kind = EntryKind::kUnsent, .at = odd.entries()[sent].at(), .id = 2, .number = number});
    const Played replay(odd);
    ASSERT_EQ(replay->end(), ReplayEnd::kImpossible) << number;
    EXPECT_THAT(replay->reason(), HasSubstr("unsent bytes"));
  }
}

/// Rooms of the store that come before the registry is up.
MemoryTape with_rooms(std::initializer_list<std::string_view> rooms) {
  MemoryTape tape = session().registry;
  for (const auto room : rooms) {
    const std::size_t place = tape.find(EntryKind::kLoaded);
    tape.insert(place, {.kind = EntryKind::kLoadedRoom, .at = tape.entries()[place].at(), .text = room});
  }
  return tape;
}

TEST(ImpossibleTape, has_rooms_that_no_store_holds) {
  expect_refused(with_rooms({"no room"}), "the store gives a malformed room");
  expect_refused(with_rooms({"hall 1 5001 1 1 ann", "Hall 2 5002 2 1 bob"}),
                 "the store gives the room Hall twice, out of order");
  expect_refused(with_rooms({"hall 2 5001 1 1 ann", "attic 2 5002 2 1 bob"}),
                 "the store gives the room attic twice, out of order");
  expect_refused(with_rooms({"hall 18446744073709551615 5001 1 1 ann"}),
                 "the store gives the room hall twice, out of order");
  MemoryTape tape = session().registry;
  const std::size_t place = tape.find(EntryKind::kRecord);
  tape.insert(
      place, {.kind = EntryKind::kLoadedRoom, .at = tape.entries()[place].at(), .text = "hall 1 5001 1 1 a"});
  expect_refused(tape, "the store's rooms go before its answer, and it does not follow");
  EXPECT_EQ(Played(with_rooms({"hall 1 5001 1 1 ann", "attic 2 5002 2 1 bob"}))->end(),
            ReplayEnd::kDifferent);
}

TEST(ImpossibleTape, has_more_rooms_than_any_store) {
  MemoryTape tape = session().registry;
  const std::size_t place = tape.find(EntryKind::kLoaded);
  std::vector<tape::OwnedEntry> rooms;
  for (std::size_t i = 0; i <= limits::kRooms; ++i) {
    rooms.emplace_back(
        Entry{.kind = EntryKind::kLoadedRoom, .at = tape.entries()[place].at(), .text = "r 1 1 1 1 a"});
  }
  auto& entries = tape.entries();
  entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(place), rooms.begin(), rooms.end());
  expect_refused(tape, "a store has fewer rooms");
}

TEST(ImpossibleTape, has_a_person_who_types_where_nothing_is_asked) {
  const Entry line{.kind = EntryKind::kLine, .text = "1"};
  expect_registry_refuses(line, "a line is typed, and the core asks for none");
  expect_registry_refuses({.kind = EntryKind::kEndOfInput}, "the core does not listen to it");
  expect_registry_refuses({.kind = EntryKind::kInterrupt}, "the core does not listen");
  expect_alice_refuses(EntryKind::kOpen, "", line, "a line is typed, and the core asks for none");
  expect_alice_refuses(EntryKind::kOpen, "", {.kind = EntryKind::kStop},
                       "a peer is not stopped from outside");
}

TEST(ImpossibleTape, goes_on_behind_the_end) {
  MemoryTape stopped = session().registry;
  stopped.insert(stopped.find(EntryKind::kEnd), {.kind = EntryKind::kStop, .at = Instant(1h)});
  expect_refused(stopped, "the program has ended");
  MemoryTape twice = session().registry;
  twice.finish();
  expect_refused(twice, "it stands behind the end");
  MemoryTape odd = session().registry;
  odd.change(odd.find(EntryKind::kEnd), [](Entry& end) { end.number = 9; });
  expect_refused(odd, "its cause is unknown");
}

TEST(ImpossibleTape, is_of_the_other_program) {
  MemoryTape tape = session().alice;
  tape.header() = session().registry.header();
  EXPECT_EQ(Played(tape)->end(), ReplayEnd::kDifferent);
  MemoryTape other = session().registry;
  other.header() = session().alice.header();
  EXPECT_EQ(Played(other)->end(), ReplayEnd::kDifferent);
}

TEST(ImpossibleTape, has_options_that_no_registry_has) {
  for (const Duration timeout : {Duration(0), Duration(-1), Duration::max(), Duration(24h) + 1ns}) {
    MemoryTape tape = session().registry;
    registry::RegistryOptions options;
    options.limits.keep_alive_timeout = timeout;
    tape.header() = with_options(tape.header(), options);
    expect_refused(tape, "the limit keep-alive-timeout is ");
  }
}

TEST(ImpossibleTape, has_options_that_are_not_in_their_form) {
  MemoryTape tape = session().registry;
  tape.header().options.front().value += 'x';
  expect_refused(tape, "an option in the tape's header has a value out of its form");
}

TEST(ImpossibleTape, has_kinds_that_are_not_known) {
  expect_registry_refuses({.kind = static_cast<EntryKind>(40)}, "does not know this kind of input");
  MemoryTape tape = session().registry;
  tape.change(0, [](Entry& entry) { entry.kind = static_cast<EntryKind>(200); });
  expect_refused(tape, "a tape begins with a program's start");
}

}  // namespace
}  // namespace parley::record
