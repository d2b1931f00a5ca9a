#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.hpp"

namespace parley::adapters {

/// What SQLite's result `code` on the database at `path` means here, in a sentence that says what to do.
Error sqlite_error(int code, std::string_view path);

/// A prepared SQL statement. Bound text is not copied: it lives until the Run ends.
class Statement {
 public:
  /// One execution: leaves the statement ready for the next, whatever happened in it.
  class Run;

  Statement() = default;
  static Result<Statement> prepare(sqlite3* database, std::string_view sql, std::string_view path);

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  std::string_view path_;  ///< Of the database; it outlives its statements.
};

class Statement::Run {
 public:
  explicit Run(Statement& statement) : statement_(statement) {}
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Run& text(std::string_view value);     ///< Binds the next parameter.
  Run& integer(std::int64_t value);      ///< Likewise.
  Result<bool> step();                   ///< True where there is a row, false at the end.
  Result<void> finish();                 ///< Steps once where no row is awaited.
  std::string_view text_at(int column);  ///< Of the present row; lives until the next step().
  std::int64_t integer_at(int column) const;

 private:
  Statement& statement_;
  int bound_ = 0;
};

}  // namespace parley::adapters
