#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/time.hpp"
#include "ports/store.hpp"

namespace parley::sim {

/// What goes wrong with a node's store.
struct DiskFaults {
  /// From the operation of this number on (the first is 0), those that the code concerns fail: writes
  /// alone where the disk is full, everything otherwise. Counted over the disk's whole life.
  std::uint64_t fail_from = UINT64_MAX;
  Instant fail_until = Instant::max();  ///< Then the disk is well again.
  ErrorCode code = ErrorCode::kUnavailable;
  std::uint64_t met = 0;  ///< How many operations have failed so: a fault that never fired proves nothing.
};

/// What a node keeps over its programs' ends: exactly what has been committed.
struct Disk {
  std::map<UserName, PasswordHash> accounts;
  std::map<RoomName, StoredRoom> rooms;
  std::uint64_t operations = 0;  ///< So far.
  DiskFaults faults;
  Duration commit_time = std::chrono::milliseconds(2);  ///< Of one operation: they go one after another.

  /// From the next operation on.
  void fail(ErrorCode code, Instant until = Instant::max()) { fail_from(operations, code, until); }
  void fail_from(std::uint64_t operation, ErrorCode code, Instant until = Instant::max()) {
    faults = {operation, until, code, faults.met};
  }
  void heal() { faults.fail_from = UINT64_MAX; }
};

}  // namespace parley::sim
