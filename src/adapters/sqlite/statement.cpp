#include "adapters/sqlite/statement.hpp"

#include <limits>
#include <string>

#include "base/check.hpp"

namespace parley::adapters {
namespace {

Error error_of(ErrorCode code, std::string_view path, std::string_view advice) {
  return {code, "the database " + std::string(path) + " " + std::string(advice)};
}

/// A write that the disk did not take: SQLite calls ENOSPC full, and a quota or a size limit a failed write.
bool is_full(int code) {
  return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE;
}

}  // namespace

Error sqlite_error(int code, std::string_view path) {
  if (is_full(code)) {
    return error_of(ErrorCode::kFull, path, "cannot grow: the disk is full; free some space and try again");
  }
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
      return error_of(ErrorCode::kCorrupt, path, "is damaged; restore it from a backup or move it away");
    case SQLITE_NOTADB:
      return error_of(ErrorCode::kCorrupt, path, "is no database; restore it from a backup or move it away");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error_of(ErrorCode::kUnavailable, path, "is in use by another program; end that one first");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return error_of(ErrorCode::kUnavailable, path,
                      "may not be written; give this user the right to write it");
    case SQLITE_CANTOPEN:
      return error_of(ErrorCode::kUnavailable, path,
                      "cannot be opened; see that its folder exists and that this user may write there");
    case SQLITE_NOMEM:
      return error_of(ErrorCode::kUnavailable, path, "needs more memory than there is; free some");
    default:
      return error_of(ErrorCode::kUnavailable, path,
                      "cannot be read or written (" + std::string(sqlite3_errstr(code)) +
                          "); look at the health of its disk");
  }
}

Result<Statement> Statement::prepare(sqlite3* database, std::string_view sql, std::string_view path) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) return sqlite_error(code, path);
  Statement statement;
  statement.handle_.reset(handle);
  statement.path_ = path;
  return statement;
}

Statement::Run::~Run() {
  sqlite3_reset(statement_.handle_.get());
  sqlite3_clear_bindings(statement_.handle_.get());
}

Statement::Run& Statement::Run::text(std::string_view value) {
  PARLEY_CHECK(value.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  // SQLite takes a null pointer for NULL, where an empty text is meant.
  const char* data = value.empty() ? "" : value.data();
  const int code = sqlite3_bind_text(statement_.handle_.get(), ++bound_, data, static_cast<int>(value.size()),
                                     nullptr);  // nullptr is SQLITE_STATIC
  PARLEY_CHECK(code == SQLITE_OK);
  return *this;
}

Statement::Run& Statement::Run::integer(std::int64_t value) {
  PARLEY_CHECK(sqlite3_bind_int64(statement_.handle_.get(), ++bound_, value) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::Run::step() {
  const int code = sqlite3_step(statement_.handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return sqlite_error(code, statement_.path_);
}

Result<void> Statement::Run::finish() {
  const auto row = step();
  if (!row) return row.error();
  return {};
}

std::string_view Statement::Run::text_at(int column) {
  const auto* data = sqlite3_column_text(statement_.handle_.get(), column);
  if (data == nullptr) return {};
  const int size = sqlite3_column_bytes(statement_.handle_.get(), column);
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::int64_t Statement::Run::integer_at(int column) const {
  return sqlite3_column_int64(statement_.handle_.get(), column);
}

}  // namespace parley::adapters
