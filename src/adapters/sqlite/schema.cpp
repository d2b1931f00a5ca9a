#include "adapters/sqlite/schema.hpp"

#include <array>
#include <cstdint>
#include <string>

#include "adapters/sqlite/statement.hpp"

namespace parley::adapters {
namespace {

constexpr std::int64_t kApplicationId = 0x5061726c;  // "Parl", in the file's header

/// Step n brings version n to n + 1. A step that has shipped is never edited: add another.
constexpr std::array<const char*, 1> kSteps = {
    // Names are ASCII, for which NOCASE compares as Name does. A room's members are its names in order,
    // a blank between: they are always written and read together.
    R"sql(
    CREATE TABLE account (
      name TEXT COLLATE NOCASE PRIMARY KEY,
      hash TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE room (
      name TEXT COLLATE NOCASE PRIMARY KEY,
      number INTEGER NOT NULL,
      port INTEGER NOT NULL,
      version INTEGER NOT NULL,
      term INTEGER NOT NULL,
      members TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    )sql",
};

Result<void> execute(sqlite3* database, const std::string& sql, std::string_view path) {
  const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(code, path);
  return {};
}

/// The first column of the first row of `sql`.
Result<std::int64_t> number(sqlite3* database, std::string_view sql, std::string_view path) {
  auto statement = Statement::prepare(database, sql, path);
  if (!statement) return statement.error();
  Statement::Run run(*statement);
  const auto row = run.step();
  if (!row) return row.error();
  return *row ? run.integer_at(0) : 0;
}

Result<void> check_sound(sqlite3* database, std::string_view path) {
  auto statement = Statement::prepare(database, "PRAGMA quick_check(1)", path);
  if (!statement) return statement.error();
  Statement::Run run(*statement);
  const auto row = run.step();
  if (!row) return row.error();
  if (!*row || run.text_at(0) != "ok") return sqlite_error(SQLITE_CORRUPT, path);
  return {};
}

Error foreign(std::string_view path) {
  return {ErrorCode::kCorrupt,
          "the database " + std::string(path) +
              " was made by another program; move it away, or choose another data folder"};
}

Error too_new(std::string_view path, std::int64_t version) {
  return {ErrorCode::kTooNew, "the database " + std::string(path) + " has version " +
                                  std::to_string(version) + ", this Parley knows up to " +
                                  std::to_string(kSchemaVersion) + "; start the newer Parley that wrote it"};
}

/// The version of a sound database of ours; 0 for an empty file.
Result<std::int64_t> known_version(sqlite3* database, std::string_view path) {
  const auto application = number(database, "PRAGMA application_id", path);
  if (!application) return application.error();
  const auto version = number(database, "PRAGMA user_version", path);
  if (!version) return version.error();
  const auto objects = number(database, "SELECT count(*) FROM sqlite_schema", path);
  if (!objects) return objects.error();
  if (*application == 0 && *version == 0 && *objects == 0) return 0;
  if (*application != kApplicationId || *version < 1) return foreign(path);
  if (*version > kSchemaVersion) return too_new(path, *version);
  return *version;
}

Result<void> take_step(sqlite3* database, std::size_t step, std::string_view path) {
  const std::string sql = "BEGIN IMMEDIATE;" + std::string(kSteps[step]) +
                          "PRAGMA application_id = " + std::to_string(kApplicationId) +
                          "; PRAGMA user_version = " + std::to_string(step + 1) + "; COMMIT";
  auto done = execute(database, sql, path);
  if (!done && sqlite3_get_autocommit(database) == 0) {
    sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  return done;
}

}  // namespace

const int kSchemaVersion = static_cast<int>(kSteps.size());

Result<void> migrate(sqlite3* database, std::string_view path) {
  const auto version = known_version(database, path);
  if (!version) return version.error();
  if (auto sound = check_sound(database, path); !sound) return sound;
  for (auto step = static_cast<std::size_t>(*version); step < kSteps.size(); ++step) {
    if (auto taken = take_step(database, step, path); !taken) return taken;
  }
  return {};
}

}  // namespace parley::adapters
