#include "adapters/openssl/scrypt_hasher.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/openssl/system_entropy.hpp"

namespace parley::adapters {
namespace {

/// What a worker computes with the secret; it leaves the result where the answer finds it.
using Job = std::function<void(std::string_view secret)>;

struct Task {
  std::uint64_t number = 0;
  std::string secret;
  Job job;
};

Result<PasswordHash> hash_with_fresh_salt(std::string_view secret, const ScryptCost& cost) {
  std::array<std::uint8_t, kSaltBytes> salt{};
  SystemEntropy().fill(salt);
  return scrypt_hash(secret, salt, cost);
}

}  // namespace

/// The answers owed, in the order of the calls. Only the loop's thread touches it.
class ScryptHasher::Completions {
 public:
  /// Returns the number under which the answer's result is to be reported.
  std::uint64_t owe(std::function<void()> answer) {
    owed_.push_back({std::move(answer), false});
    return first_number_ + owed_.size() - 1;
  }

  void finished(std::uint64_t number) { owed_[number - first_number_].finished = true; }
  bool due() const { return !owed_.empty() && owed_.front().finished; }

  std::function<void()> take() {
    auto answer = std::move(owed_.front().answer);
    owed_.pop_front();
    ++first_number_;
    return answer;
  }

  /// Gives one answer if one is due, and sees to the next in a later turn.
  static void give_next(const std::weak_ptr<Completions>& weak, const Post& post) {
    auto answers = weak.lock();
    if (!answers || !answers->due()) return;
    const auto answer = answers->take();
    if (answers->due()) post([weak, post] { give_next(weak, post); });
    answers.reset();  // The answer may destroy the hasher.
    answer();
  }

 private:
  struct Completion {
    std::function<void()> answer;
    bool finished = false;
  };

  std::deque<Completion> owed_;
  std::uint64_t first_number_ = 0;
};

/// The threads and what they are still to do.
class ScryptHasher::Workers {
 public:
  using Finished = std::function<void(std::uint64_t number)>;

  Workers(unsigned count, Finished finished) : finished_(std::move(finished)) {
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
  }

  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
    for (auto& task : tasks_) OPENSSL_cleanse(task.secret.data(), task.secret.size());
  }

  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void add(Task task) {
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
      if (ending_) return;
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task.job(task.secret);
      OPENSSL_cleanse(task.secret.data(), task.secret.size());
      finished_(task.number);
      lock.lock();
    }
  }

  Finished finished_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

unsigned hashing_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

ScryptHasher::ScryptHasher(Post post, const ScryptHasherOptions& options)
    : completions_(std::make_shared<Completions>()), cost_(options.cost) {
  const unsigned threads = options.threads != 0 ? options.threads : hashing_threads();
  auto finished = [post = std::move(post), weak = std::weak_ptr(completions_)](std::uint64_t number) {
    post([post, weak, number] {
      if (const auto answers = weak.lock()) answers->finished(number);
      Completions::give_next(weak, post);
    });
  };
  workers_ = std::make_unique<Workers>(threads, std::move(finished));
}

ScryptHasher::~ScryptHasher() = default;

void ScryptHasher::hash(std::string_view secret, Hashed done) {
  auto result = std::make_shared<std::optional<Result<PasswordHash>>>();
  const auto number = completions_->owe([result, done = std::move(done)] { done(*std::move(*result)); });
  workers_->add({number, std::string(secret), [result, cost = cost_](std::string_view copy) {
                   result->emplace(hash_with_fresh_salt(copy, cost));
                 }});
}

void ScryptHasher::verify(std::string_view secret, const PasswordHash& expected, Verified done) {
  auto result = std::make_shared<std::optional<Result<bool>>>();
  const auto number = completions_->owe([result, done = std::move(done)] { done(*std::move(*result)); });
  workers_->add({number, std::string(secret), [result, expected](std::string_view copy) {
                   result->emplace(scrypt_verify(copy, expected));
                 }});
}

}  // namespace parley::adapters
