#include <gmock/gmock.h>

#include "tests/unit/sim_real/link_proxy_fixture.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;
using LaneStreams = LinkProxyTest;

TEST_F(LaneStreams, carry_both_ways_and_end_as_their_ends_do) {
  const auto node = dial();
  auto registry = accept();
  say(node, "hello");
  EXPECT_EQ(wait_to_hear(registry), "hello");
  say(registry, "welcome");
  EXPECT_EQ(wait_to_hear(node), "welcome");
  ::shutdown(registry.number(), SHUT_WR);
  EXPECT_EQ(wait_to_hear(node), "");
  say(node, "one more word");
  EXPECT_EQ(wait_to_hear(registry), "one more word");
}

TEST_F(LaneStreams, break_where_an_end_is_reset) {
  const auto node = dial();
  auto registry = accept();
  adapters::reset_on_close(registry.number());
  registry = {};
  EXPECT_EQ(wait_to_hear(node), "broken");
}

TEST_F(LaneStreams, carry_more_than_they_hold) {
  const auto node = dial();
  const auto registry = accept();
  const std::string much(3'000'000, 'x');
  std::size_t said = 0;
  std::size_t heard = 0;
  EXPECT_TRUE(until([&] {
    const ssize_t sent = ::send(node.number(), much.data() + said, much.size() - said, MSG_DONTWAIT);
    if (sent > 0) said += static_cast<std::size_t>(sent);
    if (said > 2'000'000) heard += hear(registry).value_or("").size();
    return heard == much.size();
  })) << said
      << " said, " << heard << " heard";
}

TEST_F(LaneStreams, stand_still_on_a_way_that_is_cut_and_go_on_later) {
  const auto node = dial();
  const auto registry = accept();
  ++proxy_.out().cuts;
  ++proxy_.in().cuts;
  say(node, "are you there?");
  say(registry, "hello?");
  pass(kMoment);
  EXPECT_EQ(hear(registry), std::nullopt);
  EXPECT_EQ(hear(node), std::nullopt);
  EXPECT_GT(proxy_.fault_counts().stalled, 0U);
  --proxy_.out().cuts;
  --proxy_.in().cuts;
  proxy_.on_link_changed();
  EXPECT_EQ(wait_to_hear(registry), "are you there?");
  EXPECT_EQ(wait_to_hear(node), "hello?");
}

TEST_F(LaneStreams, stand_still_in_one_direction_alone) {
  const auto node = dial();
  const auto registry = accept();
  ++proxy_.out().cuts;
  say(node, "are you there?");
  say(registry, "hello?");
  EXPECT_EQ(wait_to_hear(node), "hello?");
  EXPECT_EQ(hear(registry), std::nullopt);
}

TEST_F(LaneStreams, hide_the_end_of_who_vanished) {
  auto node = dial();
  const auto registry = accept();
  proxy_.vanish();
  node = {};
  pass(kMoment);
  EXPECT_EQ(hear(registry), std::nullopt) << "silence, not an end";
  proxy_.restore();
  EXPECT_EQ(wait_to_hear(registry), "broken");
  const auto again = dial();
  const auto other = accept();
  say(again, "back");
  EXPECT_EQ(wait_to_hear(other), "back");
}

TEST_F(LaneStreams, are_torn_on_both_sides) {
  const auto node = dial();
  const auto registry = accept();
  proxy_.abort_connections();
  EXPECT_EQ(wait_to_hear(node), "broken");
  EXPECT_EQ(wait_to_hear(registry), "broken");
  EXPECT_EQ(proxy_.fault_counts().broken, 1U);
}

TEST_F(LaneStreams, half_closed_still_carry_the_answer) {
  const auto node = dial();
  const auto registry = accept();
  proxy_.half_close_connections();
  EXPECT_EQ(wait_to_hear(registry), "");
  say(registry, "an answer");
  EXPECT_EQ(wait_to_hear(node), "an answer");
}

TEST_F(LaneStreams, arrive_in_pieces_where_they_are_fragmented) {
  const auto node = dial();
  const auto registry = accept();
  proxy_.out().fragments = true;
  say(node, "twenty-one characters");
  std::string heard;
  EXPECT_TRUE(until([&] {
    heard += hear(registry).value_or("");
    return heard.size() == 21;
  }));
  EXPECT_EQ(heard, "twenty-one characters");
}

TEST_F(LaneStreams, take_their_time_where_packets_do) {
  const auto node = dial();
  const auto registry = accept();
  proxy_.out().min_delay = proxy_.out().max_delay = 300ms;
  const auto begun = std::chrono::steady_clock::now();
  say(node, "slow");
  EXPECT_EQ(wait_to_hear(registry), "slow");
  EXPECT_GE(std::chrono::steady_clock::now() - begun, 299ms);
}

TEST_F(LaneStreams, are_refused_while_the_doors_are_shut) {
  proxy_.stop_listening();
  const auto node = dial();
  EXPECT_EQ(wait_to_hear(node), "broken");
  ASSERT_TRUE(proxy_.start_listening());
  const auto again = dial();
  const auto registry = accept();
  say(again, "hello");
  EXPECT_EQ(wait_to_hear(registry), "hello");
}

TEST_F(LaneStreams, are_broken_where_no_registry_listens_behind_the_door) {
  listening_ = {};
  const auto node = dial();
  EXPECT_EQ(wait_to_hear(node), "broken");
}

TEST_F(LaneStreams, wait_to_be_made_while_the_way_is_cut) {
  ++proxy_.out().cuts;
  const auto node = dial();
  say(node, "hello");
  pass(kMoment);
  --proxy_.out().cuts;
  proxy_.on_link_changed();
  const auto registry = accept();
  EXPECT_EQ(wait_to_hear(registry), "hello");
}

}  // namespace
}  // namespace parley::sim::real
