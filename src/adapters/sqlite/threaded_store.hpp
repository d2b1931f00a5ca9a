#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/job.hpp"
#include "adapters/sqlite/known_names.hpp"

namespace parley::adapters {

/// The Store on a thread of its own, so that a wait for the disk holds up nobody. All calls that came in
/// while the last group was at the disk make the next group, one transaction (run_group); their answers
/// go to the loop, in order, once it is committed. Of most names that no account has, it knows that without
/// the disk: everybody may ask for names, as often as they like. Made, used and destroyed on the loop's
/// thread.
class ThreadedStore final : public JobStore {
 public:
  /// Carries a call over to the loop's thread, where it runs in a later turn or is dropped with the loop.
  using Post = std::function<void(std::function<void()>)>;

  /// `defer` runs a task after all that the loop has to do now: so the calls of many connections that are
  /// served together are handed over together.
  ThreadedStore(std::unique_ptr<Database> database, Post post, Post defer);

  /// Finishes the group at the disk and drops the rest: what is unanswered stays so.
  ~ThreadedStore() override;
  ThreadedStore(const ThreadedStore&) = delete;
  ThreadedStore& operator=(const ThreadedStore&) = delete;

  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;

 private:
  using Group = std::vector<std::unique_ptr<Job>>;

  void enqueue(std::unique_ptr<Job> job) override;
  void hand_over();
  void work();
  bool await_group(Group& group);

  std::unique_ptr<Database> database_;  ///< The thread's, while it runs.
  Post post_;
  Post defer_;
  KnownNames names_;  ///< Of all accounts, and of those that are being made.
  Group collected_;   ///< Handed over when the loop has done what it has to do now.
  std::size_t unanswered_ = 0;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< Read and written on the loop's thread.

  std::mutex mutex_;
  std::condition_variable changed_;
  Group waiting_;          ///< Guarded by mutex_.
  bool stopping_ = false;  ///< Guarded by mutex_.
  std::thread thread_;
};

}  // namespace parley::adapters
