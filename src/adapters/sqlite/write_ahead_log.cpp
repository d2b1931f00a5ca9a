#include "adapters/sqlite/write_ahead_log.hpp"

#include <algorithm>
#include <vector>

namespace parley::adapters {
namespace {

constexpr sqlite3_int64 kChunk = 65536;

int copy_onto_itself(sqlite3_file& log, sqlite3_int64 size) {
  std::vector<unsigned char> bytes(static_cast<std::size_t>(std::min(size, kChunk)));
  for (sqlite3_int64 at = 0; at < size; at += kChunk) {
    const int length = static_cast<int>(std::min(size - at, kChunk));
    if (const int code = log.pMethods->xRead(&log, bytes.data(), length, at); code != SQLITE_OK) return code;
    if (const int code = log.pMethods->xWrite(&log, bytes.data(), length, at); code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

}  // namespace

int write_log_again(sqlite3* database) {
  sqlite3_file* log = nullptr;
  const int found =
      sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log));
  if (found != SQLITE_OK) return found;
  if (log == nullptr || log->pMethods == nullptr) return SQLITE_OK;
  sqlite3_int64 size = 0;
  if (const int code = log->pMethods->xFileSize(log, &size); code != SQLITE_OK) return code;
  if (size == 0) return SQLITE_OK;
  if (const int code = copy_onto_itself(*log, size); code != SQLITE_OK) return code;
  return log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
}

}  // namespace parley::adapters
