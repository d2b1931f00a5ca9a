#include "sim/world/disk_reader.hpp"

#include "sim/world/disk_vfs.hpp"
#include "sim/world/sim_store.hpp"

namespace parley::sim {
namespace {

Result<std::unique_ptr<adapters::Database>> open(Disk& disk) {
  const SqliteSeedScope turn(disk.next_sqlite_seed());
  return adapters::Database::open({SimStore::kPath, disk.vfs()});
}

}  // namespace

DiskReader::DiskReader(const Disk& disk, Disk::View view) : copy_(disk.copy(view)), database_(open(*copy_)) {}

DiskReader::~DiskReader() {
  copy_->stop_after(0);
  if (database_) database_->reset();
}

Result<std::optional<Account>> DiskReader::find_account(const UserName& user) {
  if (!database_) return database_.error();
  return (*database_)->find_account(user);
}

Result<std::vector<StoredRoom>> DiskReader::load_rooms() {
  if (!database_) return database_.error();
  return (*database_)->load_rooms();
}

}  // namespace parley::sim
