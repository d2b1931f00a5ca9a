#include "sim/merge/align.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

Instant at(Duration time) { return Instant(time); }

std::vector<Piece> pieces(const std::vector<std::uint64_t>& sizes) {
  std::vector<Piece> pieces;
  for (const std::uint64_t size : sizes) pieces.push_back({pieces.size(), Instant{}, size});
  return pieces;
}

TapeIndex index_of(tape::CoreKind core, const std::vector<ChannelId>& channels) {
  TapeIndex index;
  index.header.core = core;
  for (const ChannelId& channel : channels) {
    IndexedStream& stream = index.streams.emplace_back();
    stream.accepted = core == tape::CoreKind::kRegistry;
    stream.channel = channel;
  }
  return index;
}
TapeIndex peer(const std::vector<ChannelId>& channels) { return index_of(tape::CoreKind::kPeer, channels); }
TapeIndex registry(const std::vector<ChannelId>& channels) {
  return index_of(tape::CoreKind::kRegistry, channels);
}

/// `tape.stream` of the peer, and of the registry.
std::vector<std::string> paired(const std::vector<TapeIndex>& indexes) {
  std::vector<std::string> words;
  const auto name = [](const StreamId& id) {
    return std::to_string(id.tape) + "." + std::to_string(id.stream);
  };
  for (const StreamPair& pair : pair_streams(indexes))
    words.push_back(name(pair.peer) + "-" + name(pair.registry));
  return words;
}

TEST(PairStreams, finds_the_two_ends_by_their_channel) {
  EXPECT_THAT(paired({peer({{0, 1}, {0, 2}}), registry({{0, 3}, {0, 2}, {1, 1}}), registry({{0, 1}}),
                      peer({{0, 3}})}),
              ElementsAre("0.0-2.0", "0.1-1.1", "3.0-1.0"));
}

TEST(PairStreams, leaves_alone_what_has_no_channel) {
  EXPECT_THAT(paired({peer({{}, {}}), registry({{}})}), IsEmpty());
}

TEST(PairStreams, takes_the_first_where_several_claim_one_channel) {
  EXPECT_THAT(paired({peer({{0, 1}}), peer({{0, 1}}), registry({{0, 1}, {0, 1}})}), ElementsAre("0.0-2.0"));
}

TEST(PieceMatch, is_the_write_in_which_the_last_byte_was_sent) {
  std::vector<std::size_t> sent;
  for (const PieceMatch& each : match_pieces(pieces({4, 2, 1}), pieces({2, 2, 2, 1})))
    sent.push_back(each.sent);
  EXPECT_THAT(sent, ElementsAre(0U, 0U, 1U, 2U));
}

TEST(PieceMatch, ends_with_what_was_sent) {
  EXPECT_EQ(match_pieces(pieces({1}), pieces({1, 1})).size(), 1U);
  EXPECT_THAT(match_pieces({}, pieces({1})), IsEmpty());
}

/// Two people without a registry's tape: the second one's clock is ahead by 100 s, and lines take 2 ms.
struct TwoPeople {
  std::vector<TapeIndex> indexes = {peer({}), peer({})};

  void say(std::size_t from, std::uint64_t digest, Duration time, Duration ahead = 100s) {
    const std::size_t to = 1 - from;
    const auto own = [&](std::size_t tape, Duration common) {
      return at(tape == 1 ? common + ahead : common);
    };
    indexes[from].sent.push_back({0, own(from, time), digest, false});
    indexes[to].received.push_back({0, own(to, time + 2ms), digest, false});
  }
  Duration ahead() const {
    const Alignment found = align(indexes);
    return found.clocks[0].common(at(0s)) - found.clocks[1].common(at(0s));
  }
};

TEST(Align, puts_people_together_by_lines_that_were_said_once) {
  TwoPeople two;
  two.say(0, 1, 1s);
  two.say(1, 2, 2s);
  two.say(0, 3, 3s);
  two.say(0, 3, 4s);  // Twice: it tells nothing of the clocks, and is matched by them.
  EXPECT_LE(std::chrono::abs(two.ahead() - 100s), 2ms);
  EXPECT_EQ(align(two.indexes).datagrams.size(), 4U);
}

TEST(Align, goes_by_what_most_lines_say) {
  TwoPeople two;
  for (std::uint64_t digest = 1; digest <= 5; ++digest) two.say(digest % 2, digest, digest * 1s);
  two.say(0, 6, 10s, 130s);  // The one that was heard came from another run of the program.
  EXPECT_LE(std::chrono::abs(two.ahead() - 100s), 2ms);
}

}  // namespace
}  // namespace parley::sim::merge
