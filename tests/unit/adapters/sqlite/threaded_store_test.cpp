#include "adapters/sqlite/threaded_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "tests/support/temporary_folder.hpp"
#include "tests/unit/adapters/sqlite/store_values.hpp"

namespace parley::adapters {
namespace {

using namespace std::chrono_literals;
using test::account;
using test::user;

/// The loop of this test: turns that wait to be run by its thread.
class LoopTurns {
 public:
  void post(std::function<void()> turn) {
    {
      const std::lock_guard lock(mutex_);
      turns_.push_back(std::move(turn));
    }
    changed_.notify_one();
  }

  /// Runs the next turn, waiting for it if need be.
  void run_one() {
    std::unique_lock lock(mutex_);
    ASSERT_TRUE(changed_.wait_for(lock, 30s, [this] { return !turns_.empty(); }));
    const auto turn = std::move(turns_.front());
    turns_.pop_front();
    lock.unlock();
    turn();
  }

  void await_one() {
    std::unique_lock lock(mutex_);
    ASSERT_TRUE(changed_.wait_for(lock, 30s, [this] { return !turns_.empty(); }));
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> turns_;
};

class ThreadedStoreTest : public testing::Test {
 protected:
  std::unique_ptr<ThreadedStore> make_store() {
    return std::make_unique<ThreadedStore>(
        test::open((folder_ / "registry.db").string()),
        [this](std::function<void()> turn) { turns_.post(std::move(turn)); });
  }

  test::TemporaryFolder folder_;
  LoopTurns turns_;
};

TEST_F(ThreadedStoreTest, answers_in_order_and_in_later_turns) {
  const auto store = make_store();
  std::vector<int> order;
  for (int i = 0; i < 500; ++i) {
    store->insert_account(account("user" + std::to_string(i)), [&order, i](Result<bool> inserted) {
      EXPECT_TRUE(inserted.value());
      order.push_back(i);
    });
  }
  EXPECT_TRUE(order.empty());
  while (order.size() < 500) ASSERT_NO_FATAL_FAILURE(turns_.run_one());
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_F(ThreadedStoreTest, has_committed_what_it_answered) {
  auto store = make_store();
  bool answered = false;
  store->insert_account(account("alice"), [&](Result<bool> inserted) { answered = inserted.value(); });
  while (!answered) ASSERT_NO_FATAL_FAILURE(turns_.run_one());
  store.reset();
  const auto database = test::open((folder_ / "registry.db").string());
  EXPECT_TRUE(database->find_account(user("alice")).value().has_value());
}

TEST_F(ThreadedStoreTest, answers_nothing_more_when_destroyed_with_answers_on_their_way) {
  auto store = make_store();
  store->find_account(user("alice"), [](Result<std::optional<Account>>) { FAIL(); });
  turns_.await_one();
  store.reset();
  turns_.run_one();
}

TEST_F(ThreadedStoreTest, can_be_destroyed_by_an_answer) {
  auto store = make_store();
  int answers = 0;
  const auto destroy = [&](Result<bool>) {
    ++answers;
    store.reset();
  };
  store->insert_account(account("alice"), destroy);
  store->insert_account(account("bob"), destroy);
  while (answers == 0) ASSERT_NO_FATAL_FAILURE(turns_.run_one());
  EXPECT_EQ(answers, 1);
}

TEST_F(ThreadedStoreTest, takes_new_calls_from_within_an_answer) {
  const auto store = make_store();
  bool found = false;
  store->insert_account(account("alice"), [&](Result<bool>) {
    store->find_account(user("alice"),
                        [&](Result<std::optional<Account>> account) { found = account.value().has_value(); });
    EXPECT_FALSE(found);
  });
  while (!found) ASSERT_NO_FATAL_FAILURE(turns_.run_one());
}

}  // namespace
}  // namespace parley::adapters
