#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ports/store.hpp"
#include "registry/pending_work.hpp"
#include "registry/rooms.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

/// Writes the rooms down, so that their members may come back after a restart, and lets newcomers in once
/// the store has them. A room has one commit under way at a time; what happens to it meanwhile goes into the
/// next one, all together. A commit that fails changes nothing: its newcomers are refused. Who left is out
/// whatever the store says; the room's next commit, or the next restart, mends what is stored.
///
///     a room:  at rest <----> committing <----> committing, and more waits
///
/// A conflict means that another registry has written the room. That counts as a failure; from then on the
/// version found is the one expected.
class RoomCommits {
 public:
  /// Whether the store has it.
  using Done = std::function<void(bool stored)>;

  RoomCommits(Store& store, Rooms& rooms, PendingWork& work, LogSink& log)
      : store_(store), rooms_(rooms), work_(work), log_(log) {}

  /// Reads the rooms that are stored, once, before all other calls.
  void load(std::function<void(Result<void>)> done);

  /// The newcomer's way into the room has begun: they are in it, or refused, when `done` is called.
  void let_in(const RoomName& room, const UserName& newcomer, Done done);

  /// Somebody has left the room.
  void write(const RoomName& room, Done done = nullptr);

 private:
  struct Request {
    std::optional<UserName> newcomer;
    Done done;
  };
  struct Record {
    std::uint64_t stored = 0;      ///< The version that the store has; 0: none.
    std::uint64_t committing = 0;  ///< The one under way, 0 to erase it; while there is one:
    bool busy = false;
    std::vector<Request> under_way;
    std::vector<Request> waiting;
  };

  /// Of rooms that are stored, or about to be. Each stays in its place while it is busy.
  using Records = std::unordered_map<RoomName, Record>;
  using Entry = Records::value_type;

  void restore(std::vector<StoredRoom> stored);
  void enqueue(const RoomName& room, Request request);
  void commit(Entry& entry);
  void complete(Entry& entry, bool stored);
  bool note(Entry& entry, const Result<CommitOutcome>& outcome);

  Store& store_;
  Rooms& rooms_;
  PendingWork& work_;
  LogSink& log_;
  Records records_;
};

}  // namespace parley::registry
