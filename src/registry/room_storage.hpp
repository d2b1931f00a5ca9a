#pragma once

#include "ports/store.hpp"
#include "registry/pending_work.hpp"
#include "registry/rooms.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

/// Writes the rooms' changes down, so that their members may come back after a restart. Changes reach
/// the store in the order in which they were made. A failure is logged here, and what it means for the
/// asker is decided by who called; a later change of the same room, or the next restart, mends the store.
class RoomStorage {
 public:
  RoomStorage(Store& store, PendingWork& work, LogSink& log) : store_(store), work_(work), log_(log) {}

  void load(Store::Loaded done);
  void save(const Room& room, Store::Done done = nullptr);
  void erase(const RoomName& room, Store::Done done = nullptr);

  /// Saves what is left of a room, or erases it.
  void record(const Departure& departure, Store::Done done = nullptr);

 private:
  Store::Done finish(const RoomName& room, Store::Done done);

  Store& store_;
  PendingWork& work_;
  LogSink& log_;
};

}  // namespace parley::registry
