#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/registry/registry_fixture.hpp"

/// People who come, go, vanish and come back in any order, between any two answers of a store that fails now
/// and then.
namespace parley::registry {
namespace {

using test::RegistryFixture;
using test::room;
using test::user;

constexpr std::array<const char*, 6> kPeople = {"ann", "bob", "cat", "dan", "eve", "fay"};
constexpr std::array<const char*, 3> kRooms = {"den", "hut", "pub"};

class Traffic {
 public:
  explicit Traffic(std::uint64_t seed, bool store_fails) : state_(seed), store_fails_(store_fails) {
    for (const auto* name : kPeople) clients_.push_back(fixture_.log_in(name));
    for (auto& client : clients_) client.take();
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      step();
      look();
    }
  }

  /// Everybody comes to rest: what is stored is what stands.
  void expect_stored() {
    store_fails_ = false;
    fixture_.store.failing_calls.clear();
    fixture_.settle();
    take_answers();
    const auto& rooms = fixture_.registry->rooms();
    EXPECT_EQ(rooms.in_order().size(), fixture_.store.rooms.size());
    EXPECT_TRUE(rooms.awaited().empty());
    for (const auto& [number, stands] : rooms.in_order()) {
      const auto stored = fixture_.store.rooms.find(stands.name);
      ASSERT_NE(stored, fixture_.store.rooms.end()) << stands.name.text();
      EXPECT_EQ(stored->second.version, stands.version);
      EXPECT_EQ(stored->second.term, stands.term);
      EXPECT_EQ(stored->second.number, number);
      EXPECT_EQ(stored->second.members, members_of(stands));
    }
  }

  /// Everybody leaves, and the store, which works again, forgets every room.
  void expect_nothing_left() {
    store_fails_ = false;
    fixture_.store.failing_calls.clear();
    fixture_.settle();
    for (const auto* name : kRooms) {  // A commit of each, which mends what is stored.
      for (std::size_t who = 0; who < clients_.size(); ++who) {
        for (const auto* other : kRooms) ask(who, exit(who, other));
      }
      ask(0, "CREATE-CHAT-ROOM " + std::string(name) + " " + kPeople[0]);
      ask(0, exit(0, name));
    }
    EXPECT_TRUE(fixture_.registry->rooms().in_order().empty());
    EXPECT_TRUE(fixture_.store.rooms.empty());
  }

 private:
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % bound;
  }
  static std::string exit(std::size_t who, const char* name) {
    return std::string("ROOM-EXIT ") + kPeople[who] + " " + name;
  }
  void ask(std::size_t who, const std::string& request) {
    clients_[who].send(request);
    fixture_.settle();
    take_answers();
  }

  void step() {
    if (store_fails_) fixture_.store.failing_calls = {fixture_.store.calls + 1 + static_cast<int>(below(5))};
    const std::size_t who = below(kPeople.size());
    const auto* name = kRooms[below(kRooms.size())];
    switch (below(8)) {
      case 0:
        clients_[who].send(std::string("CREATE-CHAT-ROOM ") + name + " " + kPeople[who]);
        break;
      case 1:
      case 2:
        clients_[who].send(std::string("JOIN-CHAT-ROOM ") + name + " " + kPeople[who]);
        break;
      case 3:
        clients_[who].send(exit(who, name));
        break;
      case 4:
        vanish_and_return(who);
        break;
      default:
        fixture_.turns.step();
    }
    take_answers();
  }

  /// On a new connection. The log-in waits for the store, and what was under way goes on meanwhile.
  void vanish_and_return(std::size_t who) {
    if (below(4) != 0) return;
    clients_[who].lose();
    const auto failing = std::exchange(fixture_.store.failing_calls, {});
    clients_[who] = fixture_.log_in(kPeople[who]);
    clients_[who].take();
    fixture_.store.failing_calls = failing;
  }

  void take_answers() {
    for (std::size_t who = 0; who < clients_.size(); ++who) clients_[who].take();
  }

  static std::vector<UserName> members_of(const Room& room) {
    std::vector<UserName> members;
    for (const auto& member : room.members) members.push_back(member.user);
    return members;
  }

  /// What must hold between any two turns.
  void look() {
    const auto& registry = *fixture_.registry;
    std::size_t members = 0;
    for (const auto& [number, stands] : registry.rooms().in_order()) {
      ASSERT_FALSE(stands.members.empty());
      auto& [version, seen] = seen_[number];
      if (seen != members_of(stands)) {
        EXPECT_GT(stands.version, version) << stands.name.text();
        seen = members_of(stands);
        version = stands.version;
      }
      for (const auto& member : stands.members) {
        ++members;
        EXPECT_EQ(registry.rooms().present_in(member.user), &stands);
        EXPECT_NE(registry.sessions().find(member.user), nullptr);
      }
    }
    for (const auto& [number, awaited] : registry.rooms().awaited()) {
      EXPECT_TRUE(awaited.members.empty());
      EXPECT_FALSE(awaited.newcomers.empty());
    }
    EXPECT_LE(members, kPeople.size());
  }

  RegistryFixture fixture_;
  std::vector<RegistryFixture::Client> clients_;
  std::map<std::uint64_t, std::pair<std::uint64_t, std::vector<UserName>>> seen_;
  std::uint64_t state_;
  bool store_fails_;
};

TEST(RoomTraffic, is_stored_as_it_stands_whatever_the_order_of_events) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    Traffic traffic(seed, false);
    traffic.run(300);
    traffic.expect_stored();
    traffic.expect_nothing_left();
    if (testing::Test::HasFailure()) return;
  }
}

TEST(RoomTraffic, is_mended_by_later_commits_when_the_store_fails_now_and_then) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    Traffic traffic(seed, true);
    traffic.run(300);
    traffic.expect_nothing_left();
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace parley::registry
