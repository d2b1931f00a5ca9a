#include "sim/merge/stream_pairs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

#include "sim/merge/fingerprint.hpp"

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Piece> pieces(const std::vector<std::string_view>& texts) {
  std::vector<Piece> pieces;
  for (const std::string_view text : texts) {
    tape::Entry entry;
    entry.kind = tape::EntryKind::kRecord;
    entry.text = text;
    pieces.push_back({pieces.size(), Instant{}, text.size(), fingerprint_of_piece(entry)});
  }
  return pieces;
}

using Texts = std::vector<std::string_view>;

IndexedStream stream(bool accepted, Instant began, const Texts& out, const Texts& in) {
  IndexedStream notes;
  notes.accepted = accepted;
  notes.established = true;
  notes.began = began;
  notes.end = began + 1min;
  notes.out = pieces(out);
  notes.in = pieces(in);
  tape::Entry entry;
  for (const std::string_view text : accepted ? in : out) {
    entry.text = text;
    notes.logins.on_client_entry(entry);
  }
  return notes;
}

IndexedStream asked(Instant began, const Texts& out, const Texts& in) {
  return stream(false, began, out, in);
}
IndexedStream accepted(Instant began, const Texts& in, const Texts& out) {
  return stream(true, began, out, in);
}

/// One tape of a peer and one of a registry, whose clocks agree: which streams are pairs.
std::vector<std::pair<std::size_t, std::size_t>> pair(const std::vector<IndexedStream>& peer,
                                                      const std::vector<IndexedStream>& registry) {
  std::vector<TapeIndex> indexes(2);
  indexes[0].header.core = tape::CoreKind::kPeer;
  indexes[0].streams = peer;
  indexes[1].streams = registry;
  for (TapeIndex& each : indexes) each.end = tape::TapeEndCause::kFinished;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const StreamPair& each : pair_streams(indexes, std::vector<Clock>(2), {0, 0})) {
    pairs.emplace_back(each.peer.stream, each.registry.stream);
  }
  return pairs;
}

Instant at(Duration time) { return Instant(time); }

TEST(StreamPairs, are_the_nearest_in_time_of_equal_ones) {
  EXPECT_THAT(pair({asked(at(1s), {"HELLO"}, {}), asked(at(5s), {"HELLO"}, {})},
                   {accepted(at(1001ms), {"HELLO"}, {}), accepted(at(5001ms), {"HELLO"}, {})}),
              testing::UnorderedElementsAre(std::pair(0U, 0U), std::pair(1U, 1U)));
}

TEST(StreamPairs, stand_for_both_within_some_seconds) {
  EXPECT_THAT(pair({asked(at(1s), {"a"}, {})}, {accepted(at(1s) + limits::kOpeningSkew, {"a"}, {})}),
              ElementsAre(std::pair(0U, 0U)));
  EXPECT_THAT(pair({asked(at(1s), {"a"}, {})}, {accepted(at(1s) + limits::kOpeningSkew + 1ns, {"a"}, {})}),
              IsEmpty());
}

TEST(StreamPairs, have_equal_records) {
  EXPECT_THAT(pair({asked(at(1s), {"same", "this"}, {})}, {accepted(at(1s), {"same", "that"}, {})}),
              IsEmpty());
  EXPECT_THAT(pair({asked(at(1s), {}, {"this"})}, {accepted(at(1s), {}, {"that"})}), IsEmpty());
}

TEST(StreamPairs, have_no_record_of_parts_of_two_writes) {
  EXPECT_THAT(pair({asked(at(1s), {}, {"longer", "more"})}, {accepted(at(1s), {}, {"short", "more+"})}),
              IsEmpty());
  EXPECT_THAT(pair({asked(at(1s), {}, {"a", "b"})}, {accepted(at(1s), {}, {"ab"})}),
              ElementsAre(std::pair(0U, 0U)));
}

TEST(StreamPairs, may_have_lost_their_last_records_and_got_no_others) {
  EXPECT_THAT(pair({asked(at(1s), {"a", "b"}, {})}, {accepted(at(1s), {"a"}, {})}),
              ElementsAre(std::pair(0U, 0U)));
  EXPECT_THAT(pair({asked(at(1s), {"a"}, {})}, {accepted(at(1s), {"a", "b"}, {})}), IsEmpty());
}

TEST(StreamPairs, are_of_one_person) {
  // The lengths say nothing here, since records of unequal bounds are not compared.
  EXPECT_THAT(pair({asked(at(1s), {"LOGIN ada 1 2"}, {})}, {accepted(at(1s), {"LOGIN bob 1 ", "2"}, {})}),
              IsEmpty());
  EXPECT_THAT(pair({asked(at(1s), {"LOGIN ada 1 2"}, {})}, {accepted(at(1s), {"LOGIN ada 1 ", "2"}, {})}),
              ElementsAre(std::pair(0U, 0U)));
}

TEST(PieceMatch, is_the_write_in_which_the_last_byte_was_sent) {
  const auto matches = match_pieces(pieces({"aaaa", "bb", "c"}), pieces({"aa", "aa", "bb", "c"}));
  std::vector<std::size_t> sent;
  for (const PieceMatch& each : matches) sent.push_back(each.sent);
  EXPECT_THAT(sent, ElementsAre(0U, 0U, 1U, 2U));
}

TEST(PieceMatch, ends_with_what_was_sent) {
  EXPECT_EQ(match_pieces(pieces({"a"}), pieces({"a", "b"})).size(), 1U);
  EXPECT_THAT(match_pieces({}, pieces({"a"})), IsEmpty());
}

}  // namespace
}  // namespace parley::sim::merge
