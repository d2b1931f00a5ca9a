#include "sim/world/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "ports/timer_queue.hpp"
#include "sim/world/node.hpp"
#include "sim/world/small_ports.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// Says hello to a group twice a second, with a random word.
class Talker final : public Program {
 public:
  explicit Talker(Node& node) : node_(node), timers_(node.clock()), timer_(timers_, [this] { speak(); }) {
    box_.socket = node.network().join_group(kGroup, {}, box_).value();
    timer_.expire_after(500ms);
  }

  std::size_t heard() const { return box_.datagrams.size(); }

 private:
  static constexpr Endpoint kGroup{IpAddress::v4(0xe0010101), 20'000};

  void speak() {
    std::array<std::uint8_t, 8> word{};
    node_.entropy().fill(word);
    box_.socket->send(kGroup, {reinterpret_cast<const char*>(word.data()), word.size()});
    timer_.expire_after(500ms);
  }

  Node& node_;
  TimerQueue timers_;
  Timer timer_;
  DatagramReceiver box_;
};

/// What a small room with a crash, a pause and a partition comes to.
std::uint64_t hash_of_a_room(std::uint64_t seed, std::size_t nodes = 8) {
  World world({.seed = seed});
  world.links().traits().loss_permille = 100;
  for (std::size_t i = 0; i < nodes; ++i) world.add_node(std::to_string(i)).run<Talker>();
  world.after(3s, [&world] { world.node(NodeId{1}).crash(); });
  world.after(5s, [&world] { world.node(NodeId{1}).run<Talker>(); });
  world.after(6s, [&world] { world.cut(NodeId{2}, NodeId{3}); });
  world.after(7s, [&world] { world.mend(NodeId{2}, NodeId{3}); });
  world.after(7s, [&world] { world.node(NodeId{4}).pause(); });
  world.after(8s, [&world] { world.node(NodeId{4}).resume(); });
  world.run_for(10s);
  return world.trace_hash();
}

TEST(World, gives_the_same_hash_when_run_again) { EXPECT_EQ(hash_of_a_room(7), hash_of_a_room(7)); }

TEST(World, gives_another_hash_when_the_seed_is_another) { EXPECT_NE(hash_of_a_room(7), hash_of_a_room(8)); }

/// The number itself means nothing; it changes with each change of what a world does.
TEST(World, gives_this_hash_in_every_build) { EXPECT_EQ(hash_of_a_room(7), 18281911889161953196U); }

TEST(World, runs_beside_others_without_touching_them) {
  World a({.seed = 1});
  World b({.seed = 1});
  for (World* world : {&a, &b}) {
    for (const char* name : {"x", "y", "z"}) world->add_node(name).run<Talker>();
  }
  for (int i = 0; i < 100; ++i) {
    a.run_for(100ms);
    if (i % 3 == 2) b.run_for(300ms);
  }
  b.run_until(a.now());
  EXPECT_EQ(a.trace_hash(), b.trace_hash());
}

TEST(World, draws_a_nodes_luck_alike_when_another_node_is_added) {
  const auto heard = [](int extra) {
    World world;
    Node& first = world.add_node("first");
    Node& second = world.add_node("second");
    for (int i = 0; i < extra; ++i) world.add_node("extra" + std::to_string(i));
    DatagramReceiver box;
    DatagramReceiver out;
    box.socket = second.network().open_datagram({{}, 1}, box).value();
    out.socket = first.network().open_datagram({{}, 1}, out).value();
    world.links().traits().loss_permille = 500;
    for (int i = 0; i < 20; ++i) out.socket->send({second.address(), 1}, std::to_string(i));
    world.run_for(1s);
    return box.datagrams;
  };
  EXPECT_EQ(heard(0), heard(5));
}

TEST(World, calls_a_script_at_its_time_and_in_order) {
  World world;
  std::vector<int> order;
  world.after(2s, [&order] { order.push_back(2); });
  world.after(1s, [&] {
    order.push_back(1);
    world.after(0s, [&order] { order.push_back(3); });
  });
  world.run_for(1s);
  EXPECT_THAT(order, ElementsAre(1, 3));
  EXPECT_EQ(world.now(), Instant(1s));
  world.run_for(1s);
  EXPECT_THAT(order, ElementsAre(1, 3, 2));
}

TEST(World, stops_at_the_event_that_makes_a_condition_true_or_at_the_bound) {
  World world;
  bool done = false;
  world.after(2s, [&done] { done = true; });
  EXPECT_FALSE(world.run_until([&done] { return done; }, 1s));
  EXPECT_EQ(world.now(), Instant(1s));
  EXPECT_TRUE(world.run_until([&done] { return done; }, 10s));
  EXPECT_EQ(world.now(), Instant(2s));
}

TEST(Node, ends_its_program_in_a_turn_of_its_own_when_it_asks_to) {
  World world;
  Node& node = world.add_node("a");
  node.run<Talker>();
  node.exit();
  EXPECT_TRUE(node.running());
  world.run_for(1ms);
  EXPECT_FALSE(node.running());
  EXPECT_EQ(world.queue().next_time(), std::nullopt);
}

TEST(Node, drops_what_was_under_way_for_an_earlier_incarnation) {
  World world;
  Node& node = world.add_node("a");
  int answered = 0;
  node.hasher().hash("secret", [&answered](const Result<PasswordHash>&) { ++answered; });
  node.crash();
  node.run<Talker>();
  node.hasher().hash("secret", [&answered](const Result<PasswordHash>&) { answered += 10; });
  world.run_for(1s);
  EXPECT_EQ(answered, 10);
}

TEST(Node, does_not_end_the_next_program_when_an_earlier_one_had_asked_to_end) {
  World world;
  Node& node = world.add_node("a");
  node.run<Talker>();
  node.exit();
  node.crash();
  node.run<Talker>();
  world.run_for(1s);
  EXPECT_TRUE(node.running());
}

TEST(Node, draws_other_random_bytes_in_each_incarnation_however_many_the_one_before_drew) {
  using Bytes = std::array<std::uint8_t, 16>;
  const auto drawn_after = [](int draws_before) {
    World world;
    Node& node = world.add_node("a");
    Bytes bytes{};
    for (int i = 0; i < draws_before; ++i) node.entropy().fill(bytes);
    const Bytes last = bytes;
    node.crash();
    node.entropy().fill(bytes);
    EXPECT_NE(bytes, last);
    return bytes;
  };
  EXPECT_EQ(drawn_after(1), drawn_after(7));
}

TEST(Node, hears_of_a_timer_that_fell_due_during_a_pause_after_it) {
  World world;
  Node& node = world.add_node("a");
  Talker& talker = node.run<Talker>();
  world.run_for(100ms);
  node.pause();
  world.run_for(10s);
  EXPECT_EQ(talker.heard(), 0U);
  node.resume();
  world.run_for(10ms);
  EXPECT_EQ(talker.heard(), 1U);
}

TEST(Node, shows_another_key_when_it_is_replaced_and_the_same_after_a_restart) {
  World world;
  Node& node = world.add_node("a");
  const std::string first = node.key_fingerprint();
  EXPECT_EQ(first.size(), 7U + 64U);
  node.crash();
  EXPECT_EQ(node.key_fingerprint(), first);
  node.replace_key();
  EXPECT_NE(node.key_fingerprint(), first);
  EXPECT_NE(world.add_node("b").key_fingerprint(), first);
}

TEST(SimPasswordHasher, answers_in_order_two_at_a_time) {
  World world;
  Node& node = world.add_node("a");
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) {
    node.hasher().hash("secret", [&order, i](const Result<PasswordHash>&) { order.push_back(i); });
  }
  world.run_for(69ms);
  EXPECT_THAT(order, testing::IsEmpty());
  world.run_for(1ms);
  EXPECT_THAT(order, ElementsAre(0, 1));
  world.run_for(70ms);
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3));
  world.run_for(70ms);
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
}

}  // namespace
}  // namespace parley::sim
