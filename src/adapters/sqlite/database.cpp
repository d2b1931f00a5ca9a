#include "adapters/sqlite/database.hpp"

#include <limits>
#include <string_view>
#include <utility>

#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/write_ahead_log.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr std::array<const char*, 14> kQueries = {
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT job",
    "ROLLBACK TO job",
    "RELEASE job",
    "INSERT INTO account (name, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    "SELECT name, hash FROM account WHERE name = ?1",
    "INSERT INTO room (name, number, port, version, term, members) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT DO NOTHING",
    "UPDATE room SET name = ?1, number = ?2, port = ?3, version = ?4, term = ?5, members = ?6 "
    "WHERE name = ?1 AND version = ?7",
    "DELETE FROM room WHERE name = ?1 AND version = ?2",
    "SELECT version FROM room WHERE name = ?1",
    "SELECT name, number, port, version, term, members FROM room ORDER BY number",
    "SELECT name FROM account",
};

/// When the log has so many pages, they go into the database: SQLite's own default.
constexpr int kPagesInLog = 1000;

std::int64_t to_column(std::uint64_t value) {
  PARLEY_CHECK(value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
  return static_cast<std::int64_t>(value);
}

std::string join(const std::vector<UserName>& members) {
  std::string text;
  for (const auto& member : members) {
    if (!text.empty()) text += ' ';
    text += member.text();
  }
  return text;
}

Result<std::vector<UserName>> split(std::string_view text) {
  std::vector<UserName> members;
  while (!text.empty()) {
    const auto end = text.find(' ');
    auto name = UserName::parse(text.substr(0, end));
    if (!name) return name.error();
    members.push_back(std::move(*name));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return members;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  auto database = std::unique_ptr<Database>(new Database(options.path));
  if (auto opened = database->open_file(options.vfs); !opened) return opened.error();
  if (auto ready = migrate(database->handle_.get(), database->path_); !ready) return ready.error();
  if (auto logged = database->use_write_ahead_log(); !logged) return logged.error();
  if (auto prepared = database->prepare_statements(); !prepared) return prepared.error();
  database->begin_log_anew();
  return database;
}

Database::~Database() = default;

Result<void> Database::open_file(const std::string& vfs) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2(path_.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
  handle_.reset(handle);  // there is one after most errors too
  if (code == SQLITE_OK && sqlite3_db_readonly(handle, "main") == 1) code = SQLITE_READONLY;
  // Locked for as long as it is open: a second program would act on what this one is about to change, and
  // the log's index can then live in memory. Temporary files would be a second place to run full.
  if (code == SQLITE_OK) {
    code = sqlite3_exec(
        handle, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL",
        nullptr, nullptr, nullptr);
  }
  if (code != SQLITE_OK) return sqlite_error(code, path_);
  return {};
}

Result<void> Database::use_write_ahead_log() {
  auto statement = Statement::prepare(handle_.get(), "PRAGMA journal_mode = WAL", path_);
  if (!statement) return statement.error();
  Statement::Run run(*statement);
  const auto row = run.step();
  if (!row) return row.error();
  const std::string_view wanted = path_ == ":memory:" ? "memory" : "wal";
  if (!*row || run.text_at(0) != wanted) return sqlite_error(SQLITE_CANTOPEN, path_);
  if (auto committed = run.finish(); !committed) return committed;  // The answer comes before the change is.
  sqlite3_wal_hook(handle_.get(), on_logged, this);
  return {};
}

/// Takes everything out of the log. A loss of power may have cut it off in the middle, with what was its end
/// still behind the cut; where the same changes are made once more, that end would join on to them again.
/// Where this fails, the log is as right as it was. Before, the log has to be whole on the disk: else a loss
/// of power in the midst could leave the database half changed.
void Database::begin_log_anew() {
  if (!trust_log()) return;
  sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

Result<void> Database::prepare_statements() {
  static_assert(kQueries.size() == kQueryCount);
  for (std::size_t i = 0; i < kQueries.size(); ++i) {
    auto statement = Statement::prepare(handle_.get(), kQueries[i], path_);
    if (!statement) return statement.error();
    statements_[i] = std::move(*statement);
  }
  return {};
}

Result<bool> Database::insert_account(const Account& account) {
  const bool alone = !in_transaction();
  if (alone) {
    if (auto promised = promise(Durability::kMachine); !promised) return promised.error();
  }
  Statement::Run run(statements_[kInsertAccount]);
  const auto done = run.text(account.user.text()).text(account.hash.text).finish();
  if (!done && alone) doubt_log();
  if (!done) return done.error();
  return sqlite3_changes(handle_.get()) == 1;
}

Result<std::optional<Account>> Database::find_account(const UserName& user) {
  Statement::Run run(statements_[kFindAccount]);
  const auto row = run.text(user.text()).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Account>();
  if (is_doubtful()) return sqlite_error(SQLITE_IOERR_FSYNC, path_);
  auto name = UserName::parse(run.text_at(0));
  if (!name) return damaged("the account " + user.text());
  return std::optional<Account>({std::move(*name), {std::string(run.text_at(1))}});
}

Result<void> Database::for_each_name(const std::function<void(const UserName&)>& use) {
  Statement::Run run(statements_[kListNames]);
  while (true) {
    const auto row = run.step();
    if (!row) return row.error();
    if (!*row) return {};
    const auto name = UserName::parse(run.text_at(0));
    if (!name) return damaged("the name of an account");
    use(*name);
  }
}

Result<CommitOutcome> Database::commit_room(const StoredRoom& next, std::uint64_t expected) {
  const std::string members = join(next.members);
  Result<void> done;
  {
    Statement::Run run(statements_[expected == 0 ? kInsertRoom : kUpdateRoom]);
    run.text(next.room.text()).integer(to_column(next.number)).integer(next.port);
    run.integer(to_column(next.version)).integer(to_column(next.term)).text(members);
    if (expected != 0) run.integer(to_column(expected));
    done = run.finish();
  }
  return outcome_of(next.room, expected, done);
}

Result<CommitOutcome> Database::erase_room(const RoomName& room, std::uint64_t expected) {
  Result<void> done;
  {
    Statement::Run run(statements_[kEraseRoom]);
    done = run.text(room.text()).integer(to_column(expected)).finish();
  }
  return outcome_of(room, expected, done);
}

/// Of the statement that has just run: it changed the room where the version was right.
Result<CommitOutcome> Database::outcome_of(const RoomName& room, std::uint64_t expected,
                                           const Result<void>& run) {
  if (!run) return run.error();
  if (sqlite3_changes(handle_.get()) == 1) return CommitOutcome(Committed{});
  Statement::Run look(statements_[kFindVersion]);
  const auto row = look.text(room.text()).step();
  if (!row) return row.error();
  if (*row) return CommitOutcome(Conflict{static_cast<std::uint64_t>(look.integer_at(0))});
  if (expected == 0) return CommitOutcome(Committed{});  // Nothing was to be erased.
  return CommitOutcome(Conflict{0});
}

Result<std::vector<StoredRoom>> Database::load_rooms() {
  std::vector<StoredRoom> rooms;
  Statement::Run run(statements_[kLoadRooms]);
  for (;;) {
    const auto row = run.step();
    if (!row) return row.error();
    if (!*row) return rooms;
    auto room = read_room(run);
    if (!room) return room.error();
    rooms.push_back(std::move(*room));
  }
}

Result<StoredRoom> Database::read_room(Statement::Run& row) const {
  auto name = RoomName::parse(row.text_at(0));
  auto members = split(row.text_at(5));
  const std::int64_t port = row.integer_at(2);
  const bool in_range = row.integer_at(1) >= 0 && row.integer_at(3) >= 0 && row.integer_at(4) >= 0 &&
                        port >= 0 && port <= std::numeric_limits<std::uint16_t>::max();
  if (!name || !members || !in_range) return damaged("the room '" + std::string(row.text_at(0)) + "'");
  return StoredRoom{.room = std::move(*name),
                    .number = static_cast<std::uint64_t>(row.integer_at(1)),
                    .port = static_cast<std::uint16_t>(port),
                    .version = static_cast<std::uint64_t>(row.integer_at(3)),
                    .term = static_cast<std::uint64_t>(row.integer_at(4)),
                    .members = std::move(*members)};
}

Error Database::damaged(const std::string& what) const {
  return {ErrorCode::kCorrupt,
          "the database " + path_ + " is damaged at " + what + "; restore it from a backup or move it away"};
}

Result<void> Database::begin(Durability durability) {
  if (auto promised = promise(durability); !promised) return promised;
  if (log_is_inherited_) static_cast<void>(trust_log());
  return execute(kBegin);
}

Result<void> Database::commit() {
  auto committed = execute(kCommit);
  if (!committed) doubt_log();
  return committed;
}

void Database::doubt_log() {
  if ((sqlite3_errcode(handle_.get()) & 0xff) == SQLITE_IOERR) log_is_whole_ = false;
}

Result<void> Database::trust_log() {
  if (log_is_whole_) return {};
  const int code = write_log_again(handle_.get());
  disk_fails_ = (code & 0xff) == SQLITE_IOERR;
  if (code != SQLITE_OK) return sqlite_error(code, path_);
  log_is_whole_ = true;
  log_is_inherited_ = false;
  return {};
}

/// Tries to end the doubt first, where the log may be touched.
bool Database::is_doubtful() {
  if (log_is_inherited_ && !in_transaction()) static_cast<void>(trust_log());
  return log_is_inherited_ && disk_fails_;
}

/// In place of SQLite's own hook, which keeps to itself that a sync failed.
int Database::on_logged(void* self, sqlite3* handle, const char* name, int pages) {
  if (pages < kPagesInLog) return SQLITE_OK;
  const int code = sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK) static_cast<Database*>(self)->log_is_whole_ = false;
  return SQLITE_OK;  // What was committed stays so.
}

void Database::roll_back() {
  if (in_transaction()) static_cast<void>(execute(kRollBack));
}

Result<void> Database::set_savepoint() { return execute(kSetSavepoint); }
Result<void> Database::undo_to_savepoint() { return execute(kUndoToSavepoint); }
Result<void> Database::release_savepoint() { return execute(kReleaseSavepoint); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

/// Not a prepared statement: SQLite carries this pragma out while it prepares it.
Result<void> Database::promise(Durability durability) {
  if (durability == Durability::kMachine) {
    if (auto trusted = trust_log(); !trusted) return trusted;
  }
  if (durability == durability_) return {};
  const char* sql =
      durability == Durability::kMachine ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(code, path_);
  durability_ = durability;
  return {};
}

Result<void> Database::execute(Query query) { return Statement::Run(statements_[query]).finish(); }

}  // namespace parley::adapters
