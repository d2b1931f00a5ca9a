#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/name.hpp"
#include "base/result.hpp"
#include "ports/password_hasher.hpp"

namespace parley {

/// A person's account.
struct Account {
  UserName user;
  PasswordHash hash;
};

/// A room as it is kept over a restart of the registry.
struct StoredRoom {
  RoomName room;
  std::uint64_t number = 0;       ///< Rises with each room made: lists show rooms in this order.
  std::uint16_t port = 0;         ///< The port of its chat endpoint, for life.
  std::uint64_t version = 0;      ///< Of this room: rises with each change.
  std::uint64_t term = 0;         ///< Rises with each change of host.
  std::vector<UserName> members;  ///< In the order in which they came; the first is the host.
};

/// What became of a commit. A store may be shared by several registries: who commits says which version of
/// the room they know, and where another one is stored, nothing is changed.
struct Committed {};
struct Conflict {
  std::uint64_t version;  ///< The one that is stored; 0: the room is not.
};
using CommitOutcome = std::variant<Committed, Conflict>;

/// What the registry keeps over its own end. Every call is answered exactly once, by its `done`, in a
/// later turn and in the order of the calls. Success means that it survives a crash of machine and
/// program (accounts) or of the program (rooms). Destroying the store drops what is unanswered.
class Store {
 public:
  using CommitDone = std::function<void(Result<CommitOutcome>)>;
  using Inserted = std::function<void(Result<bool>)>;
  using Found = std::function<void(Result<std::optional<Account>>)>;
  using Loaded = std::function<void(Result<std::vector<StoredRoom>>)>;

  virtual ~Store() = default;

  /// Adds an account; false where the name is taken, which then changes nothing. Errors: kFull,
  /// kUnavailable, kCorrupt; the account then does not exist.
  virtual void insert_account(Account account, Inserted done) = 0;

  /// Looks an account up, without regard to case.
  virtual void find_account(const UserName& user, Found done) = 0;

  /// Writes a room in the place of the one by that name, whose version must be `expected`; 0 where none may
  /// be stored. `next.version` is above it. Errors as above; the room is then as it was.
  virtual void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) = 0;

  /// Forgets the room, whose version must be `expected`, as above.
  virtual void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) = 0;

  /// All rooms, by number.
  virtual void load_rooms(Loaded done) = 0;
};

}  // namespace parley
