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

  std::size_t waiting() {
    const std::lock_guard lock(mutex_);
    return turns_.size();
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
    const auto post = [this](std::function<void()> turn) { turns_.post(std::move(turn)); };
    return std::make_unique<ThreadedStore>(test::open((folder_ / "registry.db").string()), post, post);
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

TEST_F(ThreadedStoreTest, asks_nobody_for_a_name_that_no_account_has) {
  const auto store = make_store();
  bool unknown = false;
  store->find_account(user("nobody"), [&](Result<std::optional<Account>> account) {
    unknown = !account.value().has_value();
  });
  EXPECT_FALSE(unknown);
  ASSERT_EQ(turns_.waiting(), 1u);  // The answer: a call that is handed over takes two.
  turns_.run_one();
  EXPECT_TRUE(unknown);
}

TEST_F(ThreadedStoreTest, finds_in_any_case_what_was_stored_before_it_was_opened) {
  static_cast<void>(test::open((folder_ / "registry.db").string())->insert_account(account("alice")));
  const auto store = make_store();
  std::optional<Account> found;
  store->find_account(user("ALICE"),
                      [&](Result<std::optional<Account>> account) { found = account.value(); });
  for (int i = 0; i < 2 && !found; ++i) ASSERT_NO_FATAL_FAILURE(turns_.run_one());
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->user.text(), "alice");
}

TEST_F(ThreadedStoreTest, keeps_the_order_of_the_calls_when_one_asks_for_an_unknown_name) {
  const auto store = make_store();
  std::string order;
  store->insert_account(account("alice"), [&](Result<bool>) { order += "a"; });
  store->find_account(user("nobody"), [&](Result<std::optional<Account>>) { order += "n"; });
  store->find_account(user("alice"), [&](Result<std::optional<Account>> account) {
    order += account.value().has_value() ? "f" : "-";
  });
  while (order.size() < 3) ASSERT_NO_FATAL_FAILURE(turns_.run_one());
  EXPECT_EQ(order, "anf");
}

TEST_F(ThreadedStoreTest, hands_over_together_what_is_called_in_one_turn) {
  const auto store = make_store();
  int answers = 0;
  for (const char* name : {"a1", "a2", "a3"}) {
    store->insert_account(account(name), [&](Result<bool>) { ++answers; });
  }
  ASSERT_EQ(turns_.waiting(), 1u);
  turns_.run_one();  // Hands them over; one turn brings all answers.
  ASSERT_NO_FATAL_FAILURE(turns_.run_one());
  EXPECT_EQ(answers, 3);
}

TEST(KnownNames, hold_what_was_added_in_any_case) {
  KnownNames names;
  names.add(user("Alice"));
  EXPECT_TRUE(names.may_hold(user("aLICE")));
  EXPECT_FALSE(names.may_hold(user("bob")));
}

TEST(KnownNames, give_up_one_past_the_limit) {
  KnownNames names(2);
  names.add(user("a"));
  names.add(user("b"));
  names.add(user("B"));
  EXPECT_FALSE(names.may_hold(user("nobody")));
  names.add(user("c"));
  EXPECT_TRUE(names.may_hold(user("nobody")));
}

}  // namespace
}  // namespace parley::adapters
