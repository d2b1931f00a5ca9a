#include "sim/world/sim_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "sim/world/disk_vfs.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;

UserName user(const std::string& text) { return UserName::parse(text).value(); }
RoomName room(const std::string& text) { return RoomName::parse(text).value(); }

class SimStores : public testing::Test {
 protected:
  void insert(const std::string& name) {
    node_.store().insert_account({user(name), {"hash of " + name}},
                                 [this](Result<bool> result) { results_.push_back(std::move(result)); });
  }
  void save(const std::string& name) {
    node_.store().commit_room(
        {.room = room(name), .number = 1, .port = 5000, .version = 1, .term = 1, .members = {user("ann")}}, 0,
        [](const Result<CommitOutcome>&) {});
  }
  bool exists(const std::string& name) const {
    return DiskReader(disk()).find_account(user(name)).value().has_value();
  }
  Disk& disk() const { return node_.disk(); }

  World world_;
  Node& node_ = world_.add_node("registry");
  std::vector<Result<bool>> results_;
};

TEST_F(SimStores, are_made_only_on_nodes_that_use_them) {
  Node& other = world_.add_node("ann");
  world_.run_for(1s);
  EXPECT_FALSE(other.has_disk());
  static_cast<void>(node_.store());
  EXPECT_TRUE(node_.has_disk());
}

TEST_F(SimStores, take_the_commit_time_and_then_a_little_to_answer) {
  insert("ann");
  world_.run_for(1999us);
  EXPECT_FALSE(exists("ann"));
  world_.run_for(1us);
  EXPECT_TRUE(exists("ann"));
  world_.run_for(200us);
  EXPECT_EQ(results_.size(), 1U);
}

TEST_F(SimStores, answer_nothing_and_lose_what_waited_for_the_disk_when_crashed) {
  insert("ann");
  insert("bob");
  world_.run_for(1ms);
  node_.crash();
  world_.run_for(1s);
  EXPECT_TRUE(results_.empty());
  EXPECT_FALSE(exists("bob"));
}

TEST_F(SimStores, come_to_either_end_when_crashed_at_the_disk) {
  int found = 0;
  for (int i = 0; i < 64; ++i) {
    const auto name = "user" + std::to_string(i);
    insert(name);
    world_.run_for(1ms);
    node_.crash();
    found += exists(name) ? 1 : 0;
  }
  EXPECT_TRUE(results_.empty());
  EXPECT_GT(found, 4);
  EXPECT_LT(found, 60);
}

TEST_F(SimStores, keep_what_was_committed_and_not_yet_answered_when_crashed) {
  insert("ann");
  ASSERT_TRUE(world_.run_until([this] { return exists("ann"); }, 1s));
  ASSERT_TRUE(results_.empty());
  node_.crash();
  world_.run_for(1s);
  EXPECT_TRUE(results_.empty());
  EXPECT_TRUE(exists("ann"));
}

TEST_F(SimStores, never_answer_before_the_commit_is_safe) {
  for (int i = 0; i < 100; ++i) insert("user" + std::to_string(i));
  std::size_t checked = 0;
  for (int i = 0; i < 1'000 && results_.size() < 100; ++i) {
    world_.step();
    for (; checked < results_.size(); ++checked) {
      DiskReader safe(disk(), Disk::View::kSafe);
      ASSERT_TRUE(safe.find_account(user("user" + std::to_string(checked))).value().has_value());
    }
  }
  EXPECT_EQ(checked, 100U);
}

TEST_F(SimStores, commit_together_what_came_while_the_disk_was_busy) {
  insert("first");
  for (int i = 0; i < 20; ++i) insert("user" + std::to_string(i));
  world_.run_for(2ms);
  const auto before = disk().changes();
  EXPECT_TRUE(exists("first"));
  EXPECT_FALSE(exists("user0"));
  world_.run_for(2ms);
  EXPECT_TRUE(exists("user19"));
  EXPECT_LT(disk().changes() - before, 20U);
}

TEST_F(SimStores, keep_accounts_and_maybe_rooms_when_the_power_goes) {
  int rooms = 0;
  for (int i = 0; i < 40; ++i) {
    insert("user" + std::to_string(i));
    world_.run_for(10ms);
    save("room" + std::to_string(i));
    world_.run_for(10ms);
    node_.lose_power();
    ASSERT_TRUE(exists("user" + std::to_string(i)));
    rooms = static_cast<int>(DiskReader(disk()).load_rooms().value().size());
  }
  EXPECT_EQ(results_.size(), 40U);
  EXPECT_GT(rooms, 4);
  EXPECT_LT(rooms, 36);
}

TEST_F(SimStores, refuse_accounts_when_the_disk_is_full_until_healed) {
  insert("a");
  world_.run_for(1s);
  disk().fail(ErrorCode::kFull);
  insert("b");
  world_.run_for(1s);
  ASSERT_EQ(results_.size(), 2U);
  ASSERT_TRUE(results_[1].has_error());
  EXPECT_EQ(results_[1].error().code, ErrorCode::kFull);
  EXPECT_FALSE(exists("b"));
  EXPECT_GT(disk().hits(DiskFault::kFull), 0U);
  disk().heal();
  insert("b");
  world_.run_for(1s);
  EXPECT_TRUE(exists("b"));
}

TEST_F(SimStores, read_on_when_the_disk_is_full) {
  int found = 0;
  disk().fail(ErrorCode::kFull);
  node_.store().find_account(user("ann"), [&](const Result<std::optional<Account>>& result) {
    found += result.has_value() ? 1 : 0;
  });
  world_.run_for(1s);
  EXPECT_EQ(found, 0);  // The database could not even be made.
  disk().heal();
  node_.renew_store();
  static_cast<void>(node_.store());
  disk().fail(ErrorCode::kFull);
  node_.store().find_account(user("ann"), [&](const Result<std::optional<Account>>& result) {
    found += result.has_value() ? 1 : 0;
  });
  world_.run_for(1s);
  EXPECT_EQ(found, 1);
}

/// The log of a registry with three accounts, in a world of its own.
std::vector<std::uint8_t> log_of(std::uint64_t seed) {
  World world({.seed = seed});
  Node& node = world.add_node("registry");
  for (const char* name : {"ann", "bob", "cleo"}) {
    node.store().insert_account({user(name), {"hash"}}, [](const Result<bool>&) {});
    world.run_for(10ms);
  }
  const auto log = node.disk().open("registry.db-wal", false);
  std::vector<std::uint8_t> bytes(log->size());
  static_cast<void>(log->read(0, bytes));
  return bytes;
}

TEST(SimStoreBytes, are_the_same_for_the_same_seed_and_others_for_another) {
  EXPECT_EQ(log_of(7), log_of(7));
  EXPECT_NE(log_of(7), log_of(8));
}

TEST(SimStoreBytes, are_the_same_when_worlds_run_in_other_threads) {
  const auto alone = log_of(7);
  std::vector<std::vector<std::uint8_t>> logs(400);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&logs, thread] {
      for (auto i = thread; i < logs.size(); i += 4) logs[i] = log_of(i % 2 == 0 ? 7 : i);
    });
  }
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < logs.size(); i += 2) EXPECT_EQ(logs[i], alone);
}

}  // namespace
}  // namespace parley::sim
