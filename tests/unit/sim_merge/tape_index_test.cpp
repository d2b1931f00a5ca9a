#include "sim/merge/tape_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "tests/unit/sim_merge/recorded_session.hpp"

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;
using testing::SizeIs;

/// In a room's socket, what is sent or heard.
std::vector<Entry> in_room(const std::vector<Entry>& entries) {
  std::vector<Entry> all = {{.kind = EntryKind::kJoinGroup, .endpoint = {kLoopback, 20'000}},
                            {.kind = EntryKind::kSocketOpened, .id = 1}};
  all.insert(all.end(), entries.begin(), entries.end());
  return all;
}

TapeIndex indexed(const std::vector<Entry>& entries, bool texts_kept = true, IndexBudget budget = {}) {
  auto index = index_tape(tape_of("a.tape", tape::CoreKind::kPeer, entries), texts_kept, budget);
  EXPECT_TRUE(index);
  return *std::move(index);
}

Entry heard(std::string_view text) { return {.kind = EntryKind::kDatagram, .id = 1, .text = text}; }

TEST(TapeIndex, knows_a_line_without_its_text_by_its_writer_and_length) {
  const auto digest = [](std::string_view text, bool kept) {
    return indexed(in_room({heard(text)}), kept).received.at(0).digest;
  };
  EXPECT_NE(digest("ada: hi", true), digest("ada: ho", true));
  EXPECT_EQ(digest("ada: hi", false), digest("ada: ..", false));
  EXPECT_NE(digest("ada: hi", false), digest("ada: ...", false));
  EXPECT_NE(digest("ada: hi", false), digest("bob: hi", false));
}

TEST(TapeIndex, knows_a_line_that_was_sent_by_the_digest_of_what_is_cut) {
  const std::string text = "ada: " + std::string(2 * tape::kOutputTextBytes, 'x');
  const Entry whole = heard(text);
  const TapeIndex received = indexed(in_room({whole}));
  const TapeIndex sent = indexed(in_room({{.kind = EntryKind::kSend,
                                           .id = 1,
                                           .text = std::string_view(text).substr(0, tape::kOutputTextBytes),
                                           .size = text.size(),
                                           .digest = received.received.at(0).digest ^ 20'000}}));
  EXPECT_EQ(sent.sent.at(0).digest, received.received.at(0).digest);
}

TEST(TapeIndex, has_the_channel_of_a_stream_from_either_end) {
  const TapeIndex index = indexed({{.kind = EntryKind::kAccept, .id = 1, .channel = {1, 2}},
                                   {.kind = EntryKind::kConnect, .id = 2, .text = "here:1"},
                                   {.kind = EntryKind::kOpen, .id = 2, .channel = {3, 4}}});
  ASSERT_THAT(index.streams, SizeIs(2));
  EXPECT_EQ(index.streams[0].channel, (ChannelId{1, 2}));
  EXPECT_EQ(index.streams[1].channel, (ChannelId{3, 4}));
  EXPECT_EQ(index.streams[1].target, "here:1");
}

TEST(TapeIndex, keeps_as_much_as_there_is_room_for) {
  const std::vector<Entry> two_streams = {{.kind = EntryKind::kAccept, .id = 1},
                                          {.kind = EntryKind::kRecord, .id = 1, .text = "a"},
                                          {.kind = EntryKind::kAccept, .id = 2},
                                          {.kind = EntryKind::kRecord, .id = 2, .text = "b"}};
  EXPECT_FALSE(indexed(two_streams, true, {.streams = 2, .pieces = 2}).is_full);
  const TapeIndex one = indexed(two_streams, true, {.streams = 1});
  EXPECT_TRUE(one.is_full);
  EXPECT_THAT(one.streams, SizeIs(1));
  EXPECT_TRUE(indexed(two_streams, true, {.pieces = 1}).is_full);
  const auto two_lines = in_room({heard("ada: hi"), heard("ada: ho")});
  EXPECT_FALSE(indexed(two_lines, true, {.datagrams = 2, .memberships = 1}).is_full);
  EXPECT_THAT(indexed(two_lines, true, {.datagrams = 1}).received, SizeIs(1));
  EXPECT_TRUE(indexed(two_lines, true, {.memberships = 0}).is_full);
}

TEST(TapeIndex, shares_its_room_among_the_tapes) {
  IndexBudget budget{.streams = 1};
  const auto tape = tape_of("a.tape", tape::CoreKind::kRegistry, {{.kind = EntryKind::kAccept, .id = 1}});
  EXPECT_FALSE(index_tape(tape, true, budget)->is_full);
  EXPECT_TRUE(index_tape(tape, true, budget)->is_full);
}

}  // namespace
}  // namespace parley::sim::merge
