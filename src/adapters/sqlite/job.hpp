#pragma once

#include <memory>
#include <span>

#include "adapters/sqlite/database.hpp"
#include "ports/store.hpp"

namespace parley::adapters {

/// One call of the Store on its way: what it does to the database, and how its caller is told. run() and
/// fail() happen where the database lives; answer() on the caller's loop, once, after them.
class Job {
 public:
  virtual ~Job() = default;

  /// What success promises; nothing where the job only reads.
  virtual std::optional<Durability> writes() const = 0;

  /// Does the work, maybe for a second time after its first was undone. False where it failed.
  virtual bool run(Database& database) = 0;

  /// Takes the place of run()'s outcome.
  virtual void fail(const Error& error) = 0;

  virtual void answer() = 0;
};

std::unique_ptr<Job> insert_account_job(Account account, Store::Inserted done);
std::unique_ptr<Job> find_account_job(const UserName& user, Store::Found done);
std::unique_ptr<Job> commit_room_job(StoredRoom next, std::uint64_t expected, Store::CommitDone done);
std::unique_ptr<Job> erase_room_job(const RoomName& room, std::uint64_t expected, Store::CommitDone done);
std::unique_ptr<Job> load_rooms_job(Store::Loaded done);

/// The calls of a Store as jobs. What is left to do is to carry them to a database in order, in groups, and
/// their answers back.
class JobStore : public Store {
 public:
  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) final;
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) final;
  void load_rooms(Loaded done) final;

 private:
  virtual void enqueue(std::unique_ptr<Job> job) = 0;
};

/// Group commit: runs the jobs in order in one transaction, so that all of them share one wait for the
/// disk. A job that fails undoes only itself. Where the transaction as a whole fails, each job gets one
/// of its own. Afterwards each job has its outcome, and whatever succeeded is committed.
void run_group(Database& database, std::span<const std::unique_ptr<Job>> jobs);

}  // namespace parley::adapters
