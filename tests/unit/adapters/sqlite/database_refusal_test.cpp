// What Database does with files that it should not touch, and with disks that do not do as they are told.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/schema.hpp"
#include "tests/support/file_size_limit.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/adapters/sqlite/store_values.hpp"

namespace parley::adapters {
namespace {

using test::account;
using test::user;
using testing::AllOf;
using testing::HasSubstr;

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

class DatabaseRefusal : public testing::Test {
 protected:
  std::string path() const { return (folder_ / "registry.db").string(); }
  Result<std::unique_ptr<Database>> open() { return Database::open({.path = path(), .vfs = ""}); }

  void expect_refused(ErrorCode code, const std::string& words) {
    const auto opened = open();
    ASSERT_TRUE(opened.has_error());
    EXPECT_EQ(opened.error().code, code);
    EXPECT_THAT(opened.error().message, AllOf(HasSubstr(path()), HasSubstr(words)));
  }

  test::TemporaryFolder folder_;
};

TEST_F(DatabaseRefusal, refuses_a_database_from_the_future_and_leaves_it_alone) {
  test::open(path());
  run_sql(path(), "PRAGMA user_version = " + std::to_string(kSchemaVersion + 1));
  const std::string before = test::read_text(path());
  expect_refused(ErrorCode::kTooNew, "start the newer Parley");
  EXPECT_EQ(test::read_text(path()), before);
}

TEST_F(DatabaseRefusal, refuses_a_file_that_is_no_database_and_leaves_it_alone) {
  const std::string text(5000, 'x');
  test::write_text(path(), text);
  expect_refused(ErrorCode::kCorrupt, "is no database");
  EXPECT_EQ(test::read_text(path()), text);
}

TEST_F(DatabaseRefusal, refuses_a_short_file_that_is_no_database) {
  test::write_text(path(), "hello");
  expect_refused(ErrorCode::kCorrupt, "is no database");
}

TEST_F(DatabaseRefusal, refuses_the_database_of_another_program) {
  run_sql(path(), "CREATE TABLE birds (name TEXT)");
  expect_refused(ErrorCode::kCorrupt, "another program");
}

TEST_F(DatabaseRefusal, refuses_a_database_whose_tables_are_gone) {
  test::open(path());
  run_sql(path(), "DROP TABLE room");
  expect_refused(ErrorCode::kCorrupt, "is damaged");
}

TEST_F(DatabaseRefusal, refuses_a_database_whose_pages_are_overwritten) {
  test::open(path());
  std::string bytes = test::read_text(path());
  ASSERT_GT(bytes.size(), 4096u * 2);
  bytes.replace(4096, 4096, std::string(4096, '\x55'));
  test::write_text(path(), bytes);
  expect_refused(ErrorCode::kCorrupt, "is damaged");
}

TEST_F(DatabaseRefusal, refuses_a_database_that_is_cut_short) {
  test::open(path());
  test::write_text(path(), test::read_text(path()).substr(0, 4096));
  expect_refused(ErrorCode::kCorrupt, "is damaged");
}

TEST_F(DatabaseRefusal, takes_an_empty_file_for_a_new_database) {
  test::write_text(path(), "");
  EXPECT_TRUE(open());
}

TEST_F(DatabaseRefusal, refuses_a_folder_that_does_not_exist) {
  const auto opened = Database::open({.path = path() + "/deeper.db", .vfs = ""});
  ASSERT_TRUE(opened.has_error());
  EXPECT_EQ(opened.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(opened.error().message, HasSubstr("see that its folder exists"));
}

TEST_F(DatabaseRefusal, refuses_an_unknown_file_system) {
  EXPECT_TRUE(Database::open({.path = path(), .vfs = "none-such"}).has_error());
}

TEST_F(DatabaseRefusal, refuses_a_database_that_is_open_already) {
  const auto first = test::open(path());
  ASSERT_TRUE(first->insert_account(account("alice")).value());
  expect_refused(ErrorCode::kUnavailable, "in use by another program");
}

TEST_F(DatabaseRefusal, tells_a_room_that_cannot_be_read_by_name) {
  test::open(path());
  run_sql(path(), "INSERT INTO room VALUES ('den', 1, 99999, 1, 1, 'alice')");
  const auto rooms = test::open(path())->load_rooms();
  ASSERT_TRUE(rooms.has_error());
  EXPECT_EQ(rooms.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(rooms.error().message, HasSubstr("'den'"));
}

TEST_F(DatabaseRefusal, tells_a_member_that_cannot_be_read) {
  test::open(path());
  run_sql(path(), "INSERT INTO room VALUES ('den', 1, 9999, 1, 1, 'alice  bob')");
  EXPECT_EQ(test::open(path())->load_rooms().error().code, ErrorCode::kCorrupt);
}

TEST_F(DatabaseRefusal, says_full_and_works_again_when_there_is_space) {
  const auto database = test::open(path());
  int kept = 0;
  {
    const test::FileSizeLimit disk(64 * 1024);
    Result<bool> last = true;
    for (; kept < 1000; ++kept) {
      last = database->insert_account(account("user" + std::to_string(kept), std::string(200, 'h')));
      if (!last) break;
    }
    ASSERT_TRUE(last.has_error());
    EXPECT_EQ(last.error().code, ErrorCode::kFull);
    EXPECT_THAT(last.error().message, HasSubstr("free some space"));
    EXPECT_TRUE(database->find_account(user("user0")).value().has_value());
  }
  const std::string refused = "user" + std::to_string(kept);
  EXPECT_FALSE(database->find_account(user(refused)).value().has_value());
  EXPECT_TRUE(database->insert_account(account(refused)).value());
}

TEST_F(DatabaseRefusal, refuses_to_make_a_database_where_there_is_no_space) {
  {
    const test::FileSizeLimit disk(2048);
    expect_refused(ErrorCode::kFull, "free some space");
  }
  EXPECT_TRUE(open());
}

}  // namespace
}  // namespace parley::adapters
