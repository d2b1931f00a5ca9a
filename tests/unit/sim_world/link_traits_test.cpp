#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/sim_world/pair_of_nodes.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// What a way does to datagrams.
class Ways : public PairOfNodes {
 protected:
  void set_link(const LinkTraits& traits) { world_.set_link(ann_.id(), bob_.id(), traits); }
};

TEST_F(Ways, take_traits_in_one_direction_alone) {
  set_link({.loss_permille = 1000});
  send("lost");
  send_back("found");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_THAT(to_ann_.datagrams, ElementsAre("found"));
  EXPECT_EQ(faults().of(DropReason::kRandom), 1U);
  world_.clear_link(ann_.id(), bob_.id());
  send("found too");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("found too"));
}

TEST_F(Ways, are_cut_in_one_direction_alone) {
  world_.cut_one_way(ann_.id(), bob_.id());
  send("lost");
  send_back("found");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_THAT(to_ann_.datagrams, ElementsAre("found"));
  EXPECT_EQ(faults().of(DropReason::kCut), 1U);
  world_.mend_one_way(ann_.id(), bob_.id());
  send("found");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("found"));
}

TEST_F(Ways, stop_streams_both_ways_when_one_way_is_cut_since_nothing_is_acknowledged) {
  stand();
  world_.cut_one_way(ann_.id(), bob_.id());
  end_.stream->write("stuck");
  for (int i = 0; i < 100; ++i) accepted().stream->write(std::string(1'000, 'x'));
  world_.run_for(1min);
  EXPECT_THAT(accepted().records, IsEmpty());
  EXPECT_LT(end_.records.size(), 100U);  // The window, and no more.
  world_.mend_one_way(ann_.id(), bob_.id());
  world_.run_for(1min);
  EXPECT_THAT(accepted().records, ElementsAre("stuck"));
  EXPECT_EQ(end_.records.size(), 100U);
}

TEST_F(Ways, keep_all_that_is_sent_while_they_are_clogged_and_then_let_it_come_in_order) {
  stand();
  world_.clog(ann_.id(), bob_.id());
  for (const char* word : {"a", "b", "c", "d", "e"}) {
    send(word);
    end_.stream->write(word);
    world_.run_for(5ms);
  }
  send_back("other way");
  world_.run_for(1min);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_THAT(accepted().records, IsEmpty());
  EXPECT_THAT(to_ann_.datagrams, ElementsAre("other way"));
  world_.unclog(ann_.id(), bob_.id());
  end_.stream->write("f");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(accepted().records, ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_EQ(faults().clogged, 10U);
}

TEST_F(Ways, need_as_many_unclogs_as_clogs) {
  world_.clog(ann_.id(), bob_.id());
  world_.clog(ann_.id(), bob_.id());
  send("a");
  world_.unclog(ann_.id(), bob_.id());
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  world_.unclog(ann_.id(), bob_.id());
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("a"));
}

TEST_F(Ways, let_a_connection_stand_once_they_are_free_again) {
  world_.clog(bob_.id(), ann_.id());
  stand();
  EXPECT_EQ(end_.opened, 0);
  world_.unclog(bob_.id(), ann_.id());
  world_.run_for(100ms);
  EXPECT_EQ(end_.opened, 1);
}

TEST_F(Ways, lose_datagrams_that_are_longer_than_their_mtu_with_its_headers) {
  set_link({.mtu = 1'000});
  send(std::string(972, 'x'));
  send(std::string(973, 'x'));
  world_.run_for(1s);
  ASSERT_EQ(to_bob_.datagrams.size(), 1U);
  EXPECT_EQ(to_bob_.datagrams[0].size(), 972U);
  EXPECT_EQ(faults().of(DropReason::kTooBig), 1U);
}

TEST_F(Ways, hold_some_datagrams_back_so_that_others_overtake_them) {
  set_link({.latency_spread = 0ms, .reorder_permille = 300, .reorder_by = 50ms});
  for (char c = 'a'; c <= 'z'; ++c) {
    send(std::string(1, c));
    world_.run_for(1ms);
  }
  world_.run_for(1s);
  EXPECT_EQ(to_bob_.datagrams.size(), 26U);
  EXPECT_FALSE(std::is_sorted(to_bob_.datagrams.begin(), to_bob_.datagrams.end()));
  EXPECT_GT(faults().reordered, 0U);
  EXPECT_LT(faults().reordered, 26U);
}

TEST_F(Ways, take_no_more_bytes_a_second_than_they_can_and_lose_what_their_queue_cannot_hold) {
  // 100 bytes with headers take 100 ms; ten of them fit into the queue.
  set_link({.latency_min = 0ms, .latency_spread = 0ms, .bytes_per_second = 1'000, .queue_bytes = 1'000});
  for (int i = 0; i < 12; ++i) send(std::string(72, 'x'));
  world_.run_for(499ms);
  EXPECT_EQ(to_bob_.datagrams.size(), 4U);
  world_.run_for(10s);
  EXPECT_EQ(to_bob_.datagrams.size(), 10U);
  EXPECT_EQ(faults().of(DropReason::kQueue), 2U);
  EXPECT_EQ(faults().slowed, 9U);
  send("x");
  world_.run_for(1s);
  EXPECT_EQ(to_bob_.datagrams.size(), 11U);
}

TEST_F(Ways, slow_streams_down_and_lose_nothing_of_them) {
  stand();
  set_link({.bytes_per_second = 10'000, .queue_bytes = 2'000});
  for (int i = 0; i < 100; ++i) end_.stream->write(std::string(972, 'x'));
  world_.run_for(5s);
  EXPECT_NEAR(static_cast<double>(accepted().records.size()), 50, 2);
  world_.run_for(10s);
  EXPECT_EQ(accepted().records.size(), 100U);
}

TEST_F(Ways, split_records_of_streams_and_change_no_byte) {
  stand();
  set_link({.fragment_bytes = 7});
  end_.stream->write("HELLO P2P 2\n");
  world_.run_for(1s);
  ASSERT_EQ(accepted().records.size(), 1U);  // The first one stays whole.
  accepted().records.clear();
  end_.stream->write("LOGIN ann secret 6000\n");
  world_.run_for(1s);
  std::string whole;
  for (const std::string& piece : accepted().records) {
    EXPECT_LE(piece.size(), 7U);
    whole += piece;
  }
  EXPECT_EQ(whole, "LOGIN ann secret 6000\n");
  EXPECT_GE(accepted().records.size(), 3U);
  EXPECT_EQ(faults().fragmented, accepted().records.size() - 1);
}

TEST_F(Ways, leave_records_whole_that_end_no_line) {
  stand();
  set_link({.fragment_bytes = 7});
  end_.stream->write("HELLO P2P");
  end_.stream->write("LOGIN ann secret 6000");
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, testing::ElementsAre("HELLO P2P", "LOGIN ann secret 6000"));
}

TEST(LatencyShapes, keep_their_mean_and_their_bounds) {
  for (const auto shape : {LatencyShape::kExponential, LatencyShape::kUniform, LatencyShape::kHeavyTail}) {
    const LinkTraits traits{.latency_min = 1ms, .latency_spread = 10ms, .latency_shape = shape};
    Random rng(1);
    Duration sum{};
    Duration longest{};
    for (int i = 0; i < 20'000; ++i) {
      const Duration drawn = draw_latency(traits, rng);
      EXPECT_GE(drawn, 1ms);
      sum += drawn;
      longest = std::max(longest, drawn);
    }
    EXPECT_NEAR(static_cast<double>((sum / 20'000).count()), 11e6, 1e6) << static_cast<int>(shape);
    EXPECT_EQ(longest > 200ms, shape == LatencyShape::kHeavyTail);
    EXPECT_EQ(longest <= 21ms, shape == LatencyShape::kUniform);
  }
}

}  // namespace
}  // namespace parley::sim
