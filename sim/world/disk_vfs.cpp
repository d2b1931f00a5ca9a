#include "sim/world/disk_vfs.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <utility>

#include "base/check.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/sim_store.hpp"

namespace parley::sim {
namespace {

constexpr int kSectorSize = 4096;  // What SQLite's file system for Unix says where it does not know.
constexpr int kLongestPath = 64;

/// An open file. SQLite owns the memory, whose first bytes it knows.
struct OpenFile {
  sqlite3_file base;
  Disk* disk;
  std::shared_ptr<DiskFile> file;
  bool folder_is_unsafe;
};
static_assert(alignof(OpenFile) <= 8, "SQLite aligns its blocks to 8 bytes");

OpenFile& open_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int code_of(Disk::IoResult outcome, int failed) {
  if (outcome == Disk::IoResult::kDone) return SQLITE_OK;
  return outcome == Disk::IoResult::kFull ? SQLITE_FULL : failed;
}

int close(sqlite3_file* file) {
  open_file(file).~OpenFile();
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int length, sqlite3_int64 offset) {
  const OpenFile& open = open_file(file);
  const std::span bytes(static_cast<std::uint8_t*>(into), static_cast<std::size_t>(length));
  std::size_t got = 0;
  const auto outcome = open.disk->read(*open.file, static_cast<std::uint64_t>(offset), bytes, got);
  if (outcome != Disk::IoResult::kDone) return SQLITE_IOERR_READ;
  if (got == bytes.size()) return SQLITE_OK;
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(got), bytes.end(), std::uint8_t{0});
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int length, sqlite3_int64 offset) {
  const OpenFile& open = open_file(file);
  const std::span bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(length));
  return code_of(open.disk->write(*open.file, static_cast<std::uint64_t>(offset), bytes), SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const OpenFile& open = open_file(file);
  return code_of(open.disk->truncate(*open.file, static_cast<std::uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync(sqlite3_file* file, int /*flags*/) {
  OpenFile& open = open_file(file);
  const int code = code_of(open.disk->sync(*open.file, open.folder_is_unsafe), SQLITE_IOERR_FSYNC);
  if (code == SQLITE_OK) open.folder_is_unsafe = false;
  return code;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const OpenFile& open = open_file(file);
  if (open.disk->stopped()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(open.file->size());
  return SQLITE_OK;
}

// One program has the disk, with one connection: there is nobody to lock out.
int lock(sqlite3_file* /*file*/, int /*level*/) { return SQLITE_OK; }

int check_reserved_lock(sqlite3_file* /*file*/, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* /*file*/, int /*what*/, void* /*value*/) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file* /*file*/) { return kSectorSize; }
int characteristics(sqlite3_file* /*file*/) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

constexpr sqlite3_io_methods kMethods = {
    .iVersion = 1,  // Without shared memory: the shipping store keeps the log's index in its own.
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = file_size,
    .xLock = lock,
    .xUnlock = lock,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  Disk& disk = disk_of(vfs);
  // A file without a name is one for the while.
  auto found =
      name == nullptr ? std::make_shared<DiskFile>() : disk.open(name, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!found) return SQLITE_CANTOPEN;
  const bool logs = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  const bool unsafe = logs && (flags & SQLITE_OPEN_CREATE) != 0;
  new (file) OpenFile{{&kMethods}, &disk, std::move(found), unsafe};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  Disk& disk = disk_of(vfs);
  if (!disk.open(name, false)) return SQLITE_IOERR_DELETE_NOENT;
  return code_of(disk.remove(name, sync_folder != 0), SQLITE_IOERR_DELETE);
}

int access(sqlite3_vfs* vfs, const char* name, int /*flags*/, int* result) {
  if (disk_of(vfs).stopped()) return SQLITE_IOERR_ACCESS;
  *result = disk_of(vfs).holds(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_pathname(sqlite3_vfs* /*vfs*/, const char* name, int room, char* into) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(room)) return SQLITE_CANTOPEN;
  std::memcpy(into, name, length + 1);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int length, char* into) {
  disk_of(vfs).fill_random({reinterpret_cast<std::uint8_t*>(into), static_cast<std::size_t>(length)});
  return length;
}

/// Time stands still within a turn, so this is over at once.
int wait(sqlite3_vfs* /*vfs*/, int microseconds) { return microseconds; }

/// In milliseconds since noon of 24 November 4714 BC, of which the world began at the Unix epoch's.
int current_time_ms(sqlite3_vfs* vfs, sqlite3_int64* now) {
  constexpr sqlite3_int64 kUnixEpoch = 210866760000000;
  const auto since = disk_of(vfs).now().time_since_epoch();
  *now = kUnixEpoch + std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  return SQLITE_OK;
}

int current_time(sqlite3_vfs* vfs, double* days) {
  sqlite3_int64 now = 0;
  current_time_ms(vfs, &now);
  *days = static_cast<double>(now) / 86400000.0;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs* /*vfs*/, int /*room*/, char* /*into*/) { return 0; }

/// Nobody sees it but SQLite, which finds the file system by it.
std::string unique_name(const Disk& disk) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "disk-%p", static_cast<const void*>(&disk));
  return text.data();
}

void seed_sqlite(std::uint32_t seed) {
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed), static_cast<sqlite3*>(nullptr));
}

}  // namespace

DiskVfs::DiskVfs(Disk& disk) : name_(unique_name(disk)) {
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(OpenFile);
  vfs_.mxPathname = kLongestPath;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = &disk;
  vfs_.xOpen = open;
  vfs_.xDelete = remove;
  vfs_.xAccess = access;
  vfs_.xFullPathname = full_pathname;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = wait;
  vfs_.xCurrentTime = current_time;
  vfs_.xGetLastError = last_error;
  vfs_.xCurrentTimeInt64 = current_time_ms;
  PARLEY_CHECK(sqlite3_vfs_register(&vfs_, 0) == SQLITE_OK);
}

DiskVfs::~DiskVfs() { sqlite3_vfs_unregister(&vfs_); }

SqliteSeedScope::SqliteSeedScope(std::uint32_t seed) : mutex_(sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1)) {
  sqlite3_mutex_enter(mutex_);
  seed_sqlite(seed);
}

SqliteSeedScope::~SqliteSeedScope() {
  seed_sqlite(0);
  sqlite3_mutex_leave(mutex_);
}

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
