#include "adapters/sqlite/threaded_store.hpp"

#include <utility>

namespace parley::adapters {

ThreadedStore::ThreadedStore(std::unique_ptr<Database> database, Post post, Post defer)
    : database_(std::move(database)), post_(std::move(post)), defer_(std::move(defer)) {
  const auto listed = database_->for_each_name([this](const UserName& name) { names_.add(name); });
  if (!listed) names_.give_up();  // Whoever asks for an account hears why.
  thread_ = std::thread([this] { work(); });
}

ThreadedStore::~ThreadedStore() {
  *alive_ = false;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void ThreadedStore::insert_account(Account account, Inserted done) {
  names_.add(account.user);
  JobStore::insert_account(std::move(account), std::move(done));
}

/// Answers come in the order of the calls, so this is quicker only where none is owed.
void ThreadedStore::find_account(const UserName& user, Found done) {
  if (unanswered_ > 0 || names_.may_hold(user)) return JobStore::find_account(user, std::move(done));
  post_([alive = alive_, done = std::move(done)] {
    if (*alive) done(std::optional<Account>());
  });
}

void ThreadedStore::enqueue(std::unique_ptr<Job> job) {
  ++unanswered_;
  collected_.push_back(std::move(job));
  if (collected_.size() > 1) return;
  defer_([this, alive = alive_] {
    if (*alive) hand_over();
  });
}

void ThreadedStore::hand_over() {
  {
    const std::lock_guard lock(mutex_);
    for (auto& job : std::exchange(collected_, {})) waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void ThreadedStore::work() {
  Group group;
  while (await_group(group)) {
    run_group(*database_, group);
    auto answered = std::make_shared<Group>(std::exchange(group, {}));
    post_([this, alive = alive_, answered] {
      for (const auto& job : *answered) {
        if (!*alive) return;
        --unanswered_;
        job->answer();
      }
    });
  }
}

bool ThreadedStore::await_group(Group& group) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  std::swap(group, waiting_);
  return !stopping_;
}

}  // namespace parley::adapters
