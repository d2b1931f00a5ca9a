#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/disk_vfs.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

using adapters::Database;

/// A program that has a database open, and dies without closing it.
class Program {
 public:
  explicit Program(Disk& disk) : disk_(disk), turn_(disk.next_sqlite_seed()) {
    auto opened = Database::open({.path = "rooms.db", .vfs = disk.vfs()});
    EXPECT_TRUE(opened.has_value());
    database_ = *std::move(opened);
  }
  ~Program() {
    disk_.stop_after(0);
    database_.reset();
    disk_.revive();
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void sign_up(const UserName& user) { ASSERT_TRUE(database_->insert_account({user, {"hash"}})); }
  void save(std::uint64_t version, std::vector<UserName> members) {
    ASSERT_TRUE(database_->begin(adapters::Durability::kProgram));
    const StoredRoom next{*RoomName::parse("den"), 1, 6000, version, 1, std::move(members)};
    const auto outcome = database_->commit_room(next, this->version());
    ASSERT_TRUE(outcome && std::holds_alternative<Committed>(*outcome));
    ASSERT_TRUE(database_->commit());
  }
  /// Of the room; 0 where there is none.
  std::uint64_t version() const {
    const auto rooms = database_->load_rooms();
    return rooms && !rooms->empty() ? rooms->front().version : 0;
  }

 private:
  Disk& disk_;
  SqliteSeedScope turn_;
  std::unique_ptr<Database> database_;
};

TEST(LogEnd, that_a_loss_of_power_cut_off_does_not_come_back_behind_the_same_changes) {
  const auto ann = *UserName::parse("ann");
  const auto bob = *UserName::parse("bob");
  int cut_off = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    World world({.seed = seed});
    Node& node = world.add_node("registry");
    {
      Program before(node.disk());
      before.sign_up(ann);  // The log is synced up to here.
      before.save(1, {ann});
      before.save(2, {ann, bob});
    }
    node.disk().lose_power();
    {
      Program after(node.disk());
      if (after.version() != 0) continue;
      ++cut_off;
      after.save(1, {ann});
    }
    const Program again(node.disk());
    EXPECT_EQ(again.version(), 1U) << "seed " << seed;
  }
  EXPECT_GT(cut_off, 3);
}

}  // namespace
}  // namespace parley::sim
