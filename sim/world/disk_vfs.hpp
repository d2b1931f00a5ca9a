#pragma once

#include <sqlite3.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "sim/world/disk.hpp"

namespace parley::sim {

class Disk;

/// A disk as SQLite sees it: a file system of its own, registered for as long as the disk lives. It acts
/// as SQLite's file system for Unix does: the same device characteristics, so that SQLite writes the same
/// bytes in the same order, and a folder is synced with a new journal or log in it.
class DiskVfs {
 public:
  explicit DiskVfs(Disk& disk);
  ~DiskVfs();
  DiskVfs(const DiskVfs&) = delete;
  DiskVfs& operator=(const DiskVfs&) = delete;

  const std::string& name() const { return name_; }

 private:
  std::string name_;
  sqlite3_vfs vfs_{};
};

/// While one lives, SQLite's random numbers, which are one stream for a whole process, come from `seed`.
/// Around everything that may write. Worlds in other threads wait meanwhile, so that each gets its own.
class SqliteSeedScope {
 public:
  explicit SqliteSeedScope(std::uint32_t seed);
  ~SqliteSeedScope();
  SqliteSeedScope(const SqliteSeedScope&) = delete;
  SqliteSeedScope& operator=(const SqliteSeedScope&) = delete;

 private:
  sqlite3_mutex* mutex_;
};

/// What a registry would find on a disk if it were started on it now, or after a loss of power now that
/// leaves only what is safe. Reads from a copy, so that looking changes nothing.
class DiskReader {
 public:
  explicit DiskReader(const Disk& disk, Disk::View view = Disk::View::kSeen);
  ~DiskReader();
  DiskReader(const DiskReader&) = delete;
  DiskReader& operator=(const DiskReader&) = delete;

  /// Errors of both: those of opening the database too.
  Result<std::optional<Account>> find_account(const UserName& user);
  Result<std::vector<StoredRoom>> load_rooms();

 private:
  std::unique_ptr<Disk> copy_;
  Result<std::unique_ptr<adapters::Database>> database_;
};

}  // namespace parley::sim
