#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adapters/sqlite/job.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

/// What a database holds: accounts, and rooms with their versions.
struct DatabaseContents {
  std::set<std::string> accounts;
  std::map<std::string, std::uint64_t> rooms;
  bool operator==(const DatabaseContents&) const = default;
};

void PrintTo(const DatabaseContents& holdings, std::ostream* out);

/// A registry's life at its shipping database on a simulated disk: groups of random changes, and what the
/// database may hold after the end that the disk or the program then came to.
class DatabaseRun {
 public:
  explicit DatabaseRun(std::uint64_t seed);
  ~DatabaseRun();
  DatabaseRun(const DatabaseRun&) = delete;
  DatabaseRun& operator=(const DatabaseRun&) = delete;

  Disk& disk() { return disk_; }

  /// Opens the database; false, with `why()`, where it cannot be.
  bool open();
  const std::string& why() const { return why_; }

  /// Runs so many groups, or until the program is dead. False where a group failed.
  bool play(int groups);

  /// A large change of rooms, so that the log grows.
  bool grow(int groups);

  void close();       ///< In order.
  void crash();       ///< The program is gone, the machine is not.
  void lose_power();  ///< Both are.

  /// What a database opened again holds must be one of the states that it can have been left in; goes on
  /// from there. Opens it.
  void expect_sound_after_crash();
  void expect_sound_after_power_loss();

  /// After failures: takes what the open database holds for the state from which to go on.
  void go_on_from_what_is_stored();

  /// Every account whose insertion was answered with success is there, and no other that was not tried.
  void expect_answered_accounts();

  std::size_t answered_accounts() const { return answered_.size(); }

  /// Right now.
  DatabaseContents holdings();

 private:
  using Group = std::vector<std::unique_ptr<adapters::Job>>;

  void add_account(Group& group, DatabaseContents& after);
  void change_room(Group& group, DatabaseContents& after);
  bool run(Group group, DatabaseContents after);
  void expect_one_of_states(std::size_t first);

  World world_;
  Disk& disk_;
  Random rng_;
  std::unique_ptr<adapters::Database> database_;
  std::string why_;
  std::vector<DatabaseContents> states_ = {{}};  ///< One after another; the last may be half done.
  std::size_t safe_ = 0;                         ///< The first of them that a loss of power may leave.
  std::size_t done_ = 0;                         ///< The first that a crash of the program may leave.
  std::set<std::string> answered_;               ///< Accounts that exist for sure.
  std::set<std::string> tried_;
  int next_account_ = 0;
  std::uint64_t next_version_ = 1;
  bool group_failed_ = false;
  bool unsure_ =
      false;  ///< A group failed, or the program crashed: which versions of rooms are stored is not known.
};

}  // namespace parley::sim
