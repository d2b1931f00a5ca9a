#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/name.hpp"
#include "base/time.hpp"
#include "registry/rooms.hpp"
#include "sim/check/user_model.hpp"

namespace parley::registry {
class Registry;
}  // namespace parley::registry

namespace parley::sim::check {

struct ModelMember {
  UserName user;
  bool present = true;
};

/// A room as it must be by the requests and answers so far. The first member is the host. A user who asked
/// to enter is not a member before the answer.
struct ModelRoom {
  RoomName name;
  std::uint16_t port = 0;  ///< Taken from the registry; 0 until then.
  std::vector<ModelMember> members;
  std::vector<UserName> coming;

  const UserName& host() const { return members.front().user; }
};

/// The rooms by the rules of docs/protocol.md, kept independently of the registry's. A user is in one room at
/// most, the member who has been in a room longest is its host, and an empty room is removed.
class RoomModel {
 public:
  using InOrder = std::map<std::uint64_t, ModelRoom>;
  enum class RoomResult : std::uint8_t { kDone, kThere, kElsewhere, kTaken, kUnknown, kFull };

  /// After kDone the user is coming in, until complete().
  RoomResult create(const RoomName& name, const UserName& user);
  RoomResult join(const RoomName& name, const UserName& user);

  /// The answer was given: a user who was coming in is a member now, or stays out.
  void complete(const UserName& user, bool success);

  /// The host once this user, who is coming in, is a member.
  std::optional<UserName> host_after(const UserName& user) const;

  bool leave(const RoomName& name, const UserName& user);
  void leave_present(const UserName& user);
  void drop_absent();

  /// Takes over the registry's rooms, as after its start.
  void copy(const registry::Rooms& rooms);
  void clear();

  const InOrder& in_order() const { return in_order_; }
  const ModelRoom* find(const RoomName& name) const;  ///< One that has members.
  ModelRoom* find(const RoomName& name);
  const ModelRoom* present_in(const UserName& user) const;
  bool has_place(const UserName& user) const { return places_.contains(user); }
  bool anybody_absent() const { return absent_ > 0; }

  /// The rooms that may have changed since forget_touched().
  const std::vector<RoomName>& touched() const { return touched_; }
  void forget_touched() { touched_.clear(); }

  // In the format of the protocol's lists.
  std::string as_list() const;
  std::string members_of(const RoomName& name) const;

 private:
  struct Place {
    std::uint64_t room;
    bool present;
    bool coming = false;
  };

  ModelRoom* find_any(const RoomName& name);  ///< Also one into which users are only coming.
  bool is_elsewhere(const UserName& user, const ModelRoom* wanted) const;
  void come(ModelRoom& room, std::uint64_t number, const UserName& user);
  void give_up_place(const UserName& user);
  void remove(std::uint64_t number, const UserName& user);

  InOrder in_order_;
  std::unordered_map<RoomName, std::uint64_t> numbers_;
  std::unordered_map<UserName, Place> places_;
  std::vector<RoomName> touched_;
  std::uint64_t last_number_ = 0;
  std::size_t absent_ = 0;
};

/// What a correct registry would have in its tables, derived from the requests it got and the answers it
/// gave.
struct ReferenceModel {
  AccountModel accounts;
  PresenceModel online;
  RoomModel rooms;

  const registry::Registry* registry = nullptr;  ///< The running one; nullptr if none runs.
  std::uint64_t turn = 0;                        ///< Counts the registry's turns, across restarts.
  Instant now{};                                 ///< By the registry's own clock, as of its last turn.
  Instant loaded_at{};                           ///< When it had loaded its rooms.
  Instant running_since{};                       ///< Since when it has not been paused.
  std::uint64_t disk_failures = 0;               ///< How often its disk has failed.
  bool disk_failing = false;                     ///< Whether the disk fails now.
  /// By the answers, the disk holds all changes of a room up to this turn.
  std::map<RoomName, std::uint64_t> confirmed;
  std::set<RoomName> emptied;      ///< Rooms that existed once and were left by all members.
  std::size_t pending_hashes = 0;  ///< Sign-ups and logins that await their answer.
};

}  // namespace parley::sim::check
