#include "tests/unit/sim_disk/database_run.hpp"

#include <algorithm>
#include <utility>

#include "sim/world/disk_vfs.hpp"

namespace parley::sim {
namespace {

const std::string kPath = "registry.db";
constexpr std::uint64_t kRooms = 5;

UserName user(const std::string& text) { return UserName::parse(text).value(); }
RoomName room(const std::string& text) { return RoomName::parse(text).value(); }

StoredRoom stored(const std::string& name, std::uint64_t version, std::size_t members) {
  StoredRoom made{
      .room = room(name), .number = 1, .port = 5000, .version = version, .term = 1, .members = {}};
  for (std::size_t i = 0; i < members; ++i)
    made.members.push_back(user("a-member-with-a-long-name-" + std::to_string(i)));
  return made;
}

}  // namespace

void PrintTo(const DatabaseContents& holdings, std::ostream* out) {
  for (const auto& name : holdings.accounts) *out << name << " ";
  for (const auto& [name, version] : holdings.rooms) *out << name << "=" << version << " ";
}

DatabaseRun::DatabaseRun(std::uint64_t seed)
    : world_({.seed = seed}), disk_(world_.add_node("registry").disk()), rng_(seed) {}

DatabaseRun::~DatabaseRun() { crash(); }

bool DatabaseRun::open() {
  const SqliteSeedScope turn(disk_.next_sqlite_seed());
  auto opened = adapters::Database::open({kPath, disk_.vfs()});
  if (opened) {
    database_ = *std::move(opened);
  } else {
    why_ = opened.error().message;
  }
  return opened.has_value();
}

bool DatabaseRun::play(int groups) {
  for (int i = 0; i < groups && !disk_.stopped(); ++i) {
    Group group;
    DatabaseContents after = states_.back();
    const auto size = 1 + rng_.below(3);
    for (std::uint64_t j = 0; j < size; ++j) {
      rng_.chance(400) ? add_account(group, after) : change_room(group, after);
    }
    if (!run(std::move(group), std::move(after))) return false;
  }
  return !disk_.stopped();
}

bool DatabaseRun::grow(int groups) {
  for (int i = 0; i < groups && !disk_.stopped(); ++i) {
    Group group;
    DatabaseContents after = states_.back();
    change_room(group, after);
    if (!run(std::move(group), std::move(after))) return false;
  }
  return !disk_.stopped();
}

void DatabaseRun::add_account(Group& group, DatabaseContents& after) {
  const auto name = "user" + std::to_string(next_account_++);
  after.accounts.insert(name);
  tried_.insert(name);
  group.push_back(adapters::insert_account_job(
      {user(name), {"hash of " + name}}, [this, name](const Result<bool>& result) {
        group_failed_ = group_failed_ || !result.has_value();
        if (!result) {
          const auto found = database_->find_account(user(name));
          EXPECT_FALSE(found.has_value() && found.value().has_value());
        } else {
          EXPECT_TRUE(result.value());
          answered_.insert(name);
        }
      }));
}

void DatabaseRun::change_room(Group& group, DatabaseContents& after) {
  const auto name = "room" + std::to_string(rng_.below(kRooms));
  const auto known = after.rooms.find(name);
  const std::uint64_t expected = known == after.rooms.end() ? 0 : known->second;
  const auto done = [this](const Result<CommitOutcome>& result) {
    unsure_ = unsure_ || !result;  // A later job of the same group may have built on this one.
    const bool committed = result && std::holds_alternative<Committed>(*result);
    EXPECT_TRUE(committed || !result || unsure_) << "a conflict, although all that came before was stored";
    group_failed_ = group_failed_ || !committed;
  };
  if (rng_.chance(250)) {
    after.rooms.erase(name);
    group.push_back(adapters::erase_room_job(room(name), expected, done));
    return;
  }
  after.rooms[name] = next_version_;
  group.push_back(adapters::commit_room_job(
      stored(name, next_version_, static_cast<std::size_t>(rng_.below(100))), expected, done));
  ++next_version_;
}

bool DatabaseRun::run(Group group, DatabaseContents after) {
  const bool durable = std::any_of(group.begin(), group.end(), [](const auto& job) {
    return job->writes() == adapters::Durability::kMachine;
  });
  states_.push_back(std::move(after));
  {
    const SqliteSeedScope turn(disk_.next_sqlite_seed());
    adapters::run_group(*database_, group);
  }
  if (disk_.stopped()) return false;  // Whatever it would answer, nobody hears it.
  group_failed_ = false;
  for (const auto& job : group) job->answer();
  unsure_ = unsure_ || group_failed_;
  if (group_failed_) return false;
  done_ = states_.size() - 1;
  if (durable) safe_ = done_;
  return true;
}

void DatabaseRun::close() {
  const SqliteSeedScope turn(disk_.next_sqlite_seed());
  database_.reset();
}

void DatabaseRun::crash() {
  unsure_ = true;
  disk_.stop_after(0);
  close();
  disk_.revive();
}

void DatabaseRun::lose_power() {
  crash();
  disk_.lose_power();
}

void DatabaseRun::expect_sound_after_crash() { expect_one_of_states(done_); }
void DatabaseRun::expect_sound_after_power_loss() {
  expect_one_of_states(safe_);
  safe_ = done_;
}

void DatabaseRun::go_on_from_what_is_stored() {
  ASSERT_NE(database_, nullptr);
  states_.push_back(holdings());
  done_ = safe_ = states_.size() - 1;
  unsure_ = false;
}

void DatabaseRun::expect_one_of_states(std::size_t first) {
  ASSERT_TRUE(open()) << why_;
  const DatabaseContents now = holdings();
  const auto found = std::find(states_.begin() + static_cast<std::ptrdiff_t>(first), states_.end(), now);
  ASSERT_NE(found, states_.end()) << testing::PrintToString(now) << "\nis none of " << first << ".."
                                  << states_.size() - 1 << ", of which the first is\n"
                                  << testing::PrintToString(states_[first]) << "\nand the last\n"
                                  << testing::PrintToString(states_.back());
  states_.erase(found + 1, states_.end());
  unsure_ = false;
  done_ = states_.size() - 1;
}

void DatabaseRun::expect_answered_accounts() {
  ASSERT_NE(database_, nullptr);
  const DatabaseContents now = holdings();
  EXPECT_TRUE(std::includes(now.accounts.begin(), now.accounts.end(), answered_.begin(), answered_.end()))
      << "of " << testing::PrintToString(answered_) << "\nonly " << testing::PrintToString(now.accounts);
}

DatabaseContents DatabaseRun::holdings() {
  disk().heal();  // While it fails, the database may rightly not tell.
  DatabaseContents now;
  for (const auto& name : tried_) {
    if (database_->find_account(user(name)).value()) now.accounts.insert(name);
  }
  for (const auto& each : database_->load_rooms().value()) now.rooms[each.room.text()] = each.version;
  return now;
}

}  // namespace parley::sim
