#include "sim/world/sim_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;

class SimStores : public testing::Test {
 protected:
  static UserName user(const std::string& text) { return UserName::parse(text).value(); }

  void insert(const std::string& name) {
    node_.store().insert_account({user(name), {"hash of " + name}},
                                 [this](Result<bool> result) { results_.push_back(std::move(result)); });
  }
  bool exists(const std::string& name) const {
    return world_.node_count() > 0 && disk().accounts.contains(user(name));
  }
  Disk& disk() const { return node_.disk(); }

  World world_;
  Node& node_ = world_.add_node("registry");
  std::vector<Result<bool>> results_;
};

TEST_F(SimStores, lose_what_was_not_committed_when_crashed) {
  insert("ann");
  world_.run_for(1ms);
  node_.crash();
  world_.run_for(1s);
  EXPECT_TRUE(results_.empty());
  EXPECT_FALSE(exists("ann"));
}

TEST_F(SimStores, keep_what_was_committed_and_not_yet_answered_when_crashed) {
  insert("ann");
  world_.run_until([this] { return exists("ann"); }, 1s);
  ASSERT_TRUE(results_.empty());
  node_.crash();
  world_.run_for(1s);
  EXPECT_TRUE(results_.empty());
  EXPECT_TRUE(exists("ann"));
}

TEST_F(SimStores, never_answer_before_the_commit) {
  for (int i = 0; i < 100; ++i) insert("user" + std::to_string(i));
  for (int i = 0; i < 1'000 && results_.size() < 100; ++i) {
    world_.step();
    ASSERT_GE(disk().accounts.size(), results_.size());
  }
  EXPECT_EQ(results_.size(), 100U);
}

TEST_F(SimStores, fail_from_the_operation_that_was_named_until_healed) {
  disk().fail_from(2, ErrorCode::kFull);
  for (const char* name : {"a", "b", "c", "d"}) insert(name);
  world_.run_for(1s);
  ASSERT_EQ(results_.size(), 4U);
  EXPECT_TRUE(results_[1].has_value());
  ASSERT_TRUE(results_[2].has_error());
  EXPECT_EQ(results_[2].error().code, ErrorCode::kFull);
  EXPECT_FALSE(exists("c"));
  EXPECT_EQ(disk().faults.met, 2U);
  disk().heal();
  insert("c");
  world_.run_for(1s);
  EXPECT_TRUE(exists("c"));
}

TEST_F(SimStores, read_on_when_the_disk_is_full_and_fail_all_when_it_is_gone) {
  int found = 0;
  int failed = 0;
  const auto count = [&](const Result<std::optional<Account>>& result) { ++(result ? found : failed); };
  disk().fail(ErrorCode::kFull);
  node_.store().find_account(user("ann"), count);
  world_.run_for(1s);
  disk().fail(ErrorCode::kUnavailable, world_.now() + 1s);
  node_.store().find_account(user("ann"), count);
  world_.run_for(2s);
  node_.store().find_account(user("ann"), count);
  world_.run_for(1s);
  EXPECT_EQ(found, 2);
  EXPECT_EQ(failed, 1);
}

}  // namespace
}  // namespace parley::sim
