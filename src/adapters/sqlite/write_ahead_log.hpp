#pragma once

#include <sqlite3.h>

namespace parley::adapters {

/// Writes all of the log's bytes once more where they are and syncs them. A system whose sync failed may
/// forget what it could not write and let the next sync succeed, as Linux does: the log then has a hole on
/// the disk, behind which nothing is found after a loss of power, while every program still reads it
/// whole. Between transactions; nothing where there is no log. The result is SQLite's.
int write_log_again(sqlite3* database);

}  // namespace parley::adapters
