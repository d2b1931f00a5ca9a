#include "adapters/openssl/scrypt_hasher.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>

namespace parley::adapters {
namespace {

/// The loop's end of post(): tasks wait until the test runs them.
class Tasks {
 public:
  ScryptHasher::Post post() {
    return [this](std::function<void()> task) {
      {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(task));
      }
      changed_.notify_one();
    };
  }

  /// Waits for a task if there is none.
  void run_one() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty(); });
    const auto task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    task();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
};

const PasswordHash kRubbish{"rubbish"};

TEST(ScryptHasher, answers_in_the_order_of_the_calls_when_later_ones_are_ready_first) {
  Tasks tasks;
  ScryptHasher hasher(tasks.post(), {.threads = 4});
  std::string order;
  hasher.hash("slow", [&](const Result<PasswordHash>& hashed) { order += hashed ? 's' : '?'; });
  for (const char quick : {'a', 'b', 'c'}) {
    hasher.verify("x", kRubbish,
                  [&order, quick](const Result<bool>& verified) { order += verified ? '?' : quick; });
  }
  while (order.size() < 4) tasks.run_one();
  EXPECT_EQ(order, "sabc");
}

TEST(ScryptHasher, gives_one_answer_a_task) {
  Tasks tasks;
  ScryptHasher hasher(tasks.post(), {.threads = 2});
  int answers = 0;
  for (int i = 0; i < 20; ++i) hasher.verify("x", kRubbish, [&](const Result<bool>&) { ++answers; });
  while (answers < 20) {
    const int before = answers;
    tasks.run_one();
    EXPECT_LE(answers, before + 1);
  }
}

TEST(ScryptHasher, drops_what_is_unanswered_when_destroyed) {
  Tasks tasks;
  int answers = 0;
  {
    ScryptHasher hasher(tasks.post(), {.threads = 1});
    for (int i = 0; i < 20; ++i) hasher.verify("x", kRubbish, [&](const Result<bool>&) { ++answers; });
    tasks.run_one();
    EXPECT_EQ(answers, 1);
    hasher.verify("x", kRubbish, [&](const Result<bool>&) { ++answers; });
  }
  tasks.post()([&answers] { EXPECT_EQ(answers, 1); });
  tasks.run_one();
  EXPECT_EQ(answers, 1);
}

TEST(ScryptHasher, makes_hashes_of_the_cost_that_is_asked_for_and_knows_those_of_another) {
  Tasks tasks;
  std::string text;
  bool right = false;
  {
    ScryptHasher cheap(tasks.post(), {1, {10}});
    cheap.hash("secret", [&](const Result<PasswordHash>& hash) { text = hash->text; });
    tasks.run_one();
  }
  EXPECT_TRUE(text.starts_with("$scrypt$ln=10,r=8,p=1$")) << text;
  ScryptHasher other(tasks.post(), {1, {11}});
  other.verify("secret", PasswordHash{text}, [&](const Result<bool>& verified) { right = *verified; });
  tasks.run_one();
  EXPECT_TRUE(right);
}

}  // namespace
}  // namespace parley::adapters
