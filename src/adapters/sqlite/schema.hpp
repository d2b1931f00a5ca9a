#pragma once

#include <sqlite3.h>

#include <string_view>

#include "base/result.hpp"

namespace parley::adapters {

/// The newest schema version, kept in the database's user_version.
extern const int kSchemaVersion;

/// Brings the schema up to date, one transaction a step, so that a crash leaves the step done or not
/// begun. A file that is not a sound database of ours is refused before anything in it is changed:
/// kCorrupt where it is damaged, no database or another program's, kTooNew where a later Parley wrote it.
Result<void> migrate(sqlite3* database, std::string_view path);

}  // namespace parley::adapters
