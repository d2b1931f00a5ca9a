#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "sim/world/disk.hpp"

namespace parley::sim {

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
