#include "adapters/sqlite/threaded_store.hpp"

#include <utility>

namespace parley::adapters {

ThreadedStore::ThreadedStore(std::unique_ptr<Database> database, Post post)
    : database_(std::move(database)), post_(std::move(post)), thread_([this] { work(); }) {}

ThreadedStore::~ThreadedStore() {
  *alive_ = false;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void ThreadedStore::enqueue(std::unique_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void ThreadedStore::work() {
  Group group;
  while (await_group(group)) {
    run_group(*database_, group);
    auto answered = std::make_shared<Group>(std::exchange(group, {}));
    post_([alive = alive_, answered] {
      for (const auto& job : *answered) {
        if (*alive) job->answer();
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
