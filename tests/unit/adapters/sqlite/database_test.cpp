#include "adapters/sqlite/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/support/temporary_folder.hpp"
#include "tests/unit/adapters/sqlite/store_values.hpp"

namespace parley::adapters {
namespace {

using test::account;
using test::room;
using test::stored_room;
using test::user;
using testing::ElementsAre;
using testing::IsEmpty;

class DatabaseFile : public testing::Test {
 protected:
  std::string path() const { return (folder_ / "registry.db").string(); }

  test::TemporaryFolder folder_;
};

bool is_committed(const Result<CommitOutcome>& outcome) {
  return outcome && std::holds_alternative<Committed>(*outcome);
}

TEST(Database, finds_an_account_as_typed_when_asked_in_other_case) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(database->insert_account(account("Alice", "$scrypt$ln=15$a")).value());
  const auto found = database->find_account(user("aLICE")).value();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->user.text(), "Alice");
  EXPECT_EQ(found->hash.text, "$scrypt$ln=15$a");
  EXPECT_FALSE(database->find_account(user("bob")).value().has_value());
}

TEST(Database, keeps_the_first_account_when_the_name_is_taken_in_other_case) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(database->insert_account(account("Alice", "first")).value());
  EXPECT_FALSE(database->insert_account(account("ALICE", "second")).value());
  EXPECT_EQ(database->find_account(user("alice")).value()->hash.text, "first");
  EXPECT_EQ(database->find_account(user("alice")).value()->user.text(), "Alice");
}

TEST(Database, tells_underscore_and_dash_apart) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(database->insert_account(account("a_b")).value());
  EXPECT_TRUE(database->insert_account(account("a-b")).value());
  EXPECT_TRUE(database->insert_account(account("axb")).value());
}

TEST(Database, keeps_a_room_whole_with_its_members_in_order) {
  const auto database = test::open(":memory:");
  StoredRoom den = stored_room("Den", 7, 3, {"carol", "Alice", "bob"});
  den.port = std::numeric_limits<std::uint16_t>::max();
  den.term = std::numeric_limits<std::int64_t>::max();
  ASSERT_TRUE(is_committed(database->commit_room(den, 0)));
  const auto rooms = database->load_rooms().value();
  ASSERT_EQ(rooms.size(), 1u);
  EXPECT_EQ(rooms[0].room.text(), "Den");
  EXPECT_EQ(rooms[0].number, 7u);
  EXPECT_EQ(rooms[0].port, den.port);
  EXPECT_EQ(rooms[0].version, 3u);
  EXPECT_EQ(rooms[0].term, den.term);
  EXPECT_THAT(rooms[0].members, ElementsAre(user("carol"), user("Alice"), user("bob")));
}

TEST(Database, keeps_a_room_that_has_no_members) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("den", 1, 1, {}), 0)));
  EXPECT_THAT(database->load_rooms().value().at(0).members, IsEmpty());
}

TEST(Database, commits_a_room_only_in_the_place_of_the_version_expected) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("den", 1, 5, {"alice"}), 0)));
  const auto outcome = database->commit_room(stored_room("DEN", 1, 6, {"bob"}), 4);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(std::get<Conflict>(*outcome).version, 5u);
  EXPECT_THAT(database->load_rooms().value().at(0).members, ElementsAre(user("alice")));
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("DEN", 1, 6, {"bob"}), 5)));
  const auto rooms = database->load_rooms().value();
  ASSERT_EQ(rooms.size(), 1u);
  EXPECT_EQ(rooms[0].room.text(), "DEN");
  EXPECT_THAT(rooms[0].members, ElementsAre(user("bob")));
}

TEST(Database, lists_rooms_by_number_not_by_name) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("b", 10, 1, {"x"}), 0)));
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("c", 9, 1, {"x"}), 0)));
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("a", 11, 1, {"x"}), 0)));
  EXPECT_THAT(test::names_of(database->load_rooms().value()), ElementsAre("c", "b", "a"));
}

TEST(Database, forgets_a_room_in_any_case_where_its_version_is_right) {
  const auto database = test::open(":memory:");
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("den", 1, 9, {"x"}), 0)));
  EXPECT_FALSE(is_committed(database->erase_room(room("DEN"), 8)));
  EXPECT_TRUE(is_committed(database->erase_room(room("DEN"), 9)));
  EXPECT_THAT(database->load_rooms().value(), IsEmpty());
  EXPECT_TRUE(is_committed(database->erase_room(room("den"), 0)));
  ASSERT_TRUE(is_committed(database->commit_room(stored_room("den", 2, 1, {"y"}), 0)));
  EXPECT_EQ(database->load_rooms().value().at(0).version, 1u);
}

TEST_F(DatabaseFile, holds_everything_when_opened_again) {
  {
    const auto database = test::open(path());
    ASSERT_TRUE(database->insert_account(account("alice")).value());
    ASSERT_TRUE(is_committed(database->commit_room(stored_room("den", 1, 1, {"alice"}), 0)));
  }
  const auto database = test::open(path());
  EXPECT_TRUE(database->find_account(user("alice")).value().has_value());
  EXPECT_THAT(test::names_of(database->load_rooms().value()), ElementsAre("den"));
}

TEST_F(DatabaseFile, loses_what_was_not_committed_when_closed) {
  {
    const auto database = test::open(path());
    ASSERT_TRUE(database->begin(Durability::kMachine));
    ASSERT_TRUE(database->insert_account(account("alice")).value());
  }
  EXPECT_FALSE(test::open(path())->find_account(user("alice")).value().has_value());
}

TEST_F(DatabaseFile, writes_ahead_to_a_log) {
  const auto database = test::open(path());
  ASSERT_TRUE(database->insert_account(account("alice")).value());
  EXPECT_TRUE(std::filesystem::exists(path() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(path() + "-shm"));
}

}  // namespace
}  // namespace parley::adapters
