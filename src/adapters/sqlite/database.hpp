#pragma once

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/statement.hpp"
#include "ports/store.hpp"

namespace parley::adapters {

struct DatabaseOptions {
  std::string path;  ///< `:memory:` keeps it in memory.
  std::string vfs;   ///< The SQLite file system to run on; empty: the machine's own.
};

/// How much a transaction's success promises: to survive a crash of the program, or also of the machine.
enum class Durability : std::uint8_t { kProgram, kMachine };

/// The registry's accounts and rooms in one SQLite file: write-ahead log, one schema version, one program
/// at a time. Synchronous, single-threaded, and without clock or randomness of its own, so that it runs
/// the same under a thread (ThreadedStore) and in the simulator. Its calls mean what Store's mean. Where
/// no transaction is open, each is one by itself.
class Database {
 public:
  /// Opens or makes the file. Errors: kTooNew, kCorrupt, kUnavailable, kFull; its contents are then as they
  /// were.
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<bool> insert_account(const Account& account);
  Result<std::optional<Account>> find_account(const UserName& user);

  /// The names of all accounts, in any order.
  Result<void> for_each_name(const std::function<void(const UserName&)>& use);
  Result<CommitOutcome> commit_room(const StoredRoom& next, std::uint64_t expected);
  Result<CommitOutcome> erase_room(const RoomName& room, std::uint64_t expected);
  Result<std::vector<StoredRoom>> load_rooms();

  Result<void> begin(Durability durability);
  Result<void> commit();  ///< On an error call roll_back().
  void roll_back();       ///< Nothing where SQLite did so already.
  Result<void> set_savepoint();
  Result<void> undo_to_savepoint();
  Result<void> release_savepoint();
  bool in_transaction() const;  ///< False, too, after an error that made SQLite undo all of it.

 private:
  enum Query : std::uint8_t {
    kBegin,
    kCommit,
    kRollBack,
    kSetSavepoint,
    kUndoToSavepoint,
    kReleaseSavepoint,
    kInsertAccount,
    kFindAccount,
    kInsertRoom,
    kUpdateRoom,
    kEraseRoom,
    kFindVersion,
    kLoadRooms,
    kListNames,
    kQueryCount,
  };
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };

  explicit Database(std::string path) : path_(std::move(path)) {}
  Result<void> open_file(const std::string& vfs);
  Result<void> use_write_ahead_log();
  Result<void> prepare_statements();
  void begin_log_anew();
  Result<void> execute(Query query);
  Result<void> promise(Durability durability);
  void doubt_log();  ///< Where what failed just now may have been a sync.
  Result<void> trust_log();
  bool is_doubtful();
  static int on_logged(void* self, sqlite3* handle, const char* name, int pages);
  Result<CommitOutcome> outcome_of(const RoomName& room, std::uint64_t expected, const Result<void>& run);
  Result<StoredRoom> read_room(Statement::Run& row) const;
  Error damaged(const std::string& what) const;

  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::array<Statement, kQueryCount> statements_;  ///< Destroyed before the handle.
  Durability durability_ = Durability::kMachine;

  /// Whether no sync can have failed on what the log holds. What an earlier program met nobody knows.
  bool log_is_whole_ = false;

  /// Whether it may hold what an earlier program wrote and could not sync. While the disk fails, an account
  /// among it may be lost with the power still, so nobody is told of any.
  bool log_is_inherited_ = true;
  bool disk_fails_ = false;
};

}  // namespace parley::adapters
