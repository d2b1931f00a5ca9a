#include "adapters/sqlite/job.hpp"

#include <functional>
#include <utility>

#include "base/check.hpp"

namespace parley::adapters {
namespace {

template <class T>
class CallJob final : public Job {
 public:
  using Work = std::function<Result<T>(Database&)>;
  using Done = std::function<void(Result<T>)>;

  CallJob(std::optional<Durability> writes, Work work, Done done)
      : writes_(writes), work_(std::move(work)), done_(std::move(done)) {}

  std::optional<Durability> writes() const override { return writes_; }

  bool run(Database& database) override {
    outcome_ = work_(database);
    return outcome_->has_value();
  }

  void fail(const Error& error) override { outcome_ = error; }

  void answer() override {
    PARLEY_CHECK(outcome_.has_value());
    done_(std::move(*outcome_));
  }

 private:
  std::optional<Durability> writes_;
  Work work_;
  Done done_;
  std::optional<Result<T>> outcome_;
};

/// What the group's transaction has to promise: the most that any of its jobs does.
Durability durability_of(std::span<const std::unique_ptr<Job>> jobs) {
  for (const auto& job : jobs) {
    if (job->writes() == Durability::kMachine) return Durability::kMachine;
  }
  return Durability::kProgram;
}

/// Runs `job` so that its failure leaves the transaction as it was before. False where the transaction
/// itself is lost.
bool run_within(Database& database, Job& job) {
  if (!job.writes()) {
    job.run(database);
    return database.in_transaction();
  }
  if (!database.set_savepoint()) return false;
  const bool done = job.run(database);
  if (!database.in_transaction()) return false;
  if (!done && !database.undo_to_savepoint()) return false;
  return database.release_savepoint().has_value();
}

bool run_together(Database& database, std::span<const std::unique_ptr<Job>> jobs) {
  if (!database.begin(durability_of(jobs))) return false;
  for (const auto& job : jobs) {
    if (!run_within(database, *job)) return false;
  }
  return database.commit().has_value();
}

void run_alone(Database& database, Job& job) {
  if (auto begun = database.begin(job.writes().value_or(Durability::kProgram)); !begun) {
    job.fail(begun.error());
    return;
  }
  if (job.run(database)) {
    if (auto committed = database.commit(); !committed) job.fail(committed.error());
  }
  database.roll_back();
}

}  // namespace

void run_group(Database& database, std::span<const std::unique_ptr<Job>> jobs) {
  if (jobs.empty() || run_together(database, jobs)) return;
  database.roll_back();
  for (const auto& job : jobs) run_alone(database, *job);
}

std::unique_ptr<Job> insert_account_job(Account account, Store::Inserted done) {
  auto work = [account = std::move(account)](Database& database) { return database.insert_account(account); };
  return std::make_unique<CallJob<bool>>(Durability::kMachine, std::move(work), std::move(done));
}

std::unique_ptr<Job> find_account_job(const UserName& user, Store::Found done) {
  auto work = [user](Database& database) { return database.find_account(user); };
  return std::make_unique<CallJob<std::optional<Account>>>(std::nullopt, std::move(work), std::move(done));
}

std::unique_ptr<Job> commit_room_job(StoredRoom next, std::uint64_t expected, Store::CommitDone done) {
  auto work = [next = std::move(next), expected](Database& database) {
    return database.commit_room(next, expected);
  };
  return std::make_unique<CallJob<CommitOutcome>>(Durability::kProgram, std::move(work), std::move(done));
}

std::unique_ptr<Job> erase_room_job(const RoomName& room, std::uint64_t expected, Store::CommitDone done) {
  auto work = [room, expected](Database& database) { return database.erase_room(room, expected); };
  return std::make_unique<CallJob<CommitOutcome>>(Durability::kProgram, std::move(work), std::move(done));
}

std::unique_ptr<Job> load_rooms_job(Store::Loaded done) {
  auto work = [](Database& database) { return database.load_rooms(); };
  return std::make_unique<CallJob<std::vector<StoredRoom>>>(std::nullopt, std::move(work), std::move(done));
}

void JobStore::insert_account(Account account, Inserted done) {
  enqueue(insert_account_job(std::move(account), std::move(done)));
}

void JobStore::find_account(const UserName& user, Found done) {
  enqueue(find_account_job(user, std::move(done)));
}

void JobStore::commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) {
  enqueue(commit_room_job(std::move(next), expected, std::move(done)));
}

void JobStore::erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) {
  enqueue(erase_room_job(room, expected, std::move(done)));
}

void JobStore::load_rooms(Loaded done) { enqueue(load_rooms_job(std::move(done))); }

}  // namespace parley::adapters
