#include "adapters/sqlite/job.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/file_size_limit.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/adapters/sqlite/store_values.hpp"

namespace parley::adapters {
namespace {

using test::account;
using test::room;
using test::stored_room;
using test::user;
using testing::ElementsAre;

/// Writes something and then fails in a way of the test's choice.
class BadJob final : public Job {
 public:
  enum class Harm { kFails, kLosesTransaction };

  explicit BadJob(Harm harm, std::vector<std::string>& log) : harm_(harm), log_(log) {}

  std::optional<Durability> writes() const override { return Durability::kMachine; }
  bool run(Database& database) override {
    EXPECT_TRUE(database.insert_account(account("half-done")).value());
    if (harm_ == Harm::kLosesTransaction) database.roll_back();
    return false;
  }
  void fail(const Error& /*error*/) override {}
  void answer() override { log_.emplace_back("bad"); }

 private:
  Harm harm_;
  std::vector<std::string>& log_;
};

class JobGroup : public testing::Test {
 protected:
  void insert(std::string_view name) {
    jobs_.push_back(insert_account_job(account(name), [this](Result<bool> inserted) {
      log_.emplace_back(!inserted ? "error" : *inserted ? "inserted" : "taken");
    }));
  }

  void find(std::string_view name) {
    jobs_.push_back(find_account_job(user(name), [this](Result<std::optional<Account>> found) {
      log_.emplace_back(!found ? "error" : *found ? "found" : "none");
    }));
  }

  void spoil(BadJob::Harm harm) { jobs_.push_back(std::make_unique<BadJob>(harm, log_)); }

  std::vector<std::string> run() {
    run_group(*database_, jobs_);
    EXPECT_TRUE(log_.empty());
    for (const auto& job : jobs_) job->answer();
    jobs_.clear();
    return std::move(log_);
  }

  bool exists(std::string_view name) { return database_->find_account(user(name)).value().has_value(); }

  std::unique_ptr<Database> database_ = test::open(":memory:");
  std::vector<std::unique_ptr<Job>> jobs_;
  std::vector<std::string> log_;
};

TEST_F(JobGroup, sees_what_earlier_jobs_of_the_group_did) {
  find("alice");
  insert("alice");
  find("Alice");
  insert("ALICE");
  EXPECT_THAT(run(), ElementsAre("none", "inserted", "found", "taken"));
  EXPECT_FALSE(database_->in_transaction());
}

TEST_F(JobGroup, undoes_only_the_job_that_fails) {
  insert("alice");
  spoil(BadJob::Harm::kFails);
  insert("bob");
  EXPECT_THAT(run(), ElementsAre("inserted", "bad", "inserted"));
  EXPECT_TRUE(exists("alice"));
  EXPECT_TRUE(exists("bob"));
  EXPECT_FALSE(exists("half-done"));
}

TEST_F(JobGroup, runs_each_job_alone_when_one_takes_the_transaction_with_it) {
  insert("alice");
  spoil(BadJob::Harm::kLosesTransaction);
  insert("bob");
  EXPECT_THAT(run(), ElementsAre("inserted", "bad", "inserted"));
  EXPECT_TRUE(exists("alice"));
  EXPECT_TRUE(exists("bob"));
  EXPECT_FALSE(exists("half-done"));
  EXPECT_FALSE(database_->in_transaction());
}

TEST_F(JobGroup, answers_what_reads_and_refuses_what_writes_when_the_disk_is_full) {
  const test::TemporaryFolder folder;
  database_ = test::open((folder / "registry.db").string());
  insert("alice");
  EXPECT_THAT(run(), ElementsAre("inserted"));
  {
    const test::FileSizeLimit disk(std::filesystem::file_size(folder / "registry.db-wal"));
    find("alice");
    insert("bob");
    find("bob");
    insert("Alice");
    EXPECT_THAT(run(), ElementsAre("found", "error", "none", "taken"));
  }
  insert("bob");
  EXPECT_THAT(run(), ElementsAre("inserted"));
}

TEST_F(JobGroup, does_nothing_when_it_is_empty) {
  run_group(*database_, {});
  EXPECT_FALSE(database_->in_transaction());
}

TEST_F(JobGroup, carries_rooms_through) {
  std::vector<std::string> rooms;
  const auto ok = [this](const Result<CommitOutcome>& done) { log_.emplace_back(done ? "ok" : "error"); };
  jobs_.push_back(commit_room_job(stored_room("den", 1, 1, {"alice"}), 0, ok));
  jobs_.push_back(commit_room_job(stored_room("pub", 2, 1, {"bob"}), 0, ok));
  jobs_.push_back(erase_room_job(room("den"), 1, ok));
  jobs_.push_back(load_rooms_job(
      [&](Result<std::vector<StoredRoom>> loaded) { rooms = test::names_of(loaded.value()); }));
  EXPECT_THAT(run(), ElementsAre("ok", "ok", "ok"));
  EXPECT_THAT(rooms, ElementsAre("pub"));
}

}  // namespace
}  // namespace parley::adapters
