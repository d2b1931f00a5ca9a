#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// Faults that strike some members of a group and not others.
class GroupMembers : public testing::Test {
 protected:
  GroupMembers() {
    for (std::size_t i = 0; i < kMembers; ++i) {
      Node& node = world_.add_node(std::to_string(i));
      boxes_.at(i).socket = node.network().join_group(kGroup, {}, boxes_.at(i)).value();
    }
  }
  static constexpr std::size_t kMembers = 9;
  static constexpr Endpoint kGroup{IpAddress::v4(0xe0010101), 20'000};

  static NodeId id(std::size_t member) { return NodeId{static_cast<std::uint32_t>(member)}; }
  void say(std::size_t member, const std::string& words) {
    boxes_.at(member).socket->send(kGroup, words);
    world_.run_for(1s);
  }
  const FaultCounts& faults() const { return world_.faults(); }

  World world_;
  std::array<DatagramReceiver, kMembers> boxes_;
};

TEST_F(GroupMembers, hear_nobody_but_themselves_while_deaf) {
  world_.set_deaf(id(5), true);
  say(5, "from the deaf");
  say(1, "to the deaf");
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("from the deaf"));
  for (const std::size_t i : {0U, 1U, 2U, 3U, 4U, 6U, 7U, 8U}) {
    EXPECT_THAT(boxes_.at(i).datagrams, ElementsAre("from the deaf", "to the deaf"));
  }
  EXPECT_EQ(faults().of(DropReason::kDeaf), 1U);
  world_.set_deaf(id(5), false);
  say(1, "again");
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("from the deaf", "again"));
}

TEST_F(GroupMembers, miss_what_comes_by_a_way_of_its_own_that_loses) {
  world_.set_link(id(1), id(5), {.loss_permille = 1000});
  say(1, "to all but one");
  say(5, "back to all");
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("back to all"));
  for (const std::size_t i : {0U, 1U, 2U, 3U, 4U, 6U, 7U, 8U}) {
    EXPECT_THAT(boxes_.at(i).datagrams, ElementsAre("to all but one", "back to all"));
  }
}

TEST_F(GroupMembers, are_as_far_away_as_their_own_way_is_long) {
  world_.set_link(id(1), id(5), {.latency_min = 500ms, .latency_spread = 0ms});
  boxes_[1].socket->send(kGroup, "hello");
  world_.run_for(499ms);
  EXPECT_THAT(boxes_[5].datagrams, IsEmpty());
  EXPECT_THAT(boxes_[6].datagrams, ElementsAre("hello"));
  world_.run_for(2ms);
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("hello"));
  EXPECT_EQ(faults().on_own_link, 1U);
}

TEST_F(GroupMembers, stay_deaf_to_those_whose_ways_have_traits_of_their_own) {
  world_.set_link(id(1), id(2), {});
  world_.set_deaf(id(5), true);
  say(1, "to all but one");
  EXPECT_THAT(boxes_[5].datagrams, IsEmpty());
  EXPECT_EQ(faults().of(DropReason::kDeaf), 1U);
}

TEST_F(GroupMembers, get_all_at_once_when_their_way_was_clogged) {
  world_.clog(id(1), id(5));
  for (const char* word : {"a", "b", "c"}) say(1, word);
  say(2, "by another way");
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("by another way"));
  EXPECT_THAT(boxes_[6].datagrams, ElementsAre("a", "b", "c", "by another way"));
  world_.unclog(id(1), id(5));
  world_.run_for(1s);
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("by another way", "a", "b", "c"));
}

TEST_F(GroupMembers, miss_what_is_too_long_for_the_network_and_hear_themselves) {
  world_.links().traits().mtu = 100;
  say(1, std::string(73, 'x'));
  EXPECT_EQ(boxes_[1].datagrams.size(), 1U);
  EXPECT_THAT(boxes_[5].datagrams, IsEmpty());
  EXPECT_EQ(faults().of(DropReason::kTooBig), kMembers - 1);
}

TEST_F(GroupMembers, hear_things_twice_and_in_another_order_when_the_network_does_that) {
  world_.links().traits().duplicate_permille = 500;
  world_.links().traits().reorder_permille = 500;
  for (char c = 'a'; c <= 'z'; ++c) boxes_[1].socket->send(kGroup, std::string(1, c));
  world_.run_for(1s);
  EXPECT_GT(boxes_[5].datagrams.size(), 30U);
  EXPECT_LT(boxes_[5].datagrams.size(), 48U);
  EXPECT_FALSE(std::is_sorted(boxes_[5].datagrams.begin(), boxes_[5].datagrams.end()));
  EXPECT_GT(faults().repeated, 0U);
  EXPECT_GT(faults().reordered, 0U);
}

TEST_F(GroupMembers, wait_for_a_narrow_network) {
  world_.links().traits().bytes_per_second = 1'000;  // 100 bytes take 100 ms on each way.
  for (int i = 0; i < 5; ++i) boxes_[1].socket->send(kGroup, std::string(72, 'x'));
  world_.run_for(350ms);
  EXPECT_EQ(boxes_[5].datagrams.size(), 3U);
  EXPECT_EQ(boxes_[1].datagrams.size(), 5U);
  world_.run_for(1s);
  EXPECT_EQ(boxes_[5].datagrams.size(), 5U);
}

}  // namespace
}  // namespace parley::sim
