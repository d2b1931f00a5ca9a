#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/name.hpp"
#include "ports/clock.hpp"
#include "ports/store.hpp"
#include "registry/port_pool.hpp"

namespace parley::registry {

struct Member {
  UserName user;
  bool present = true;  ///< False for one whose place is held after a restart of the registry.
};

struct Room {
  RoomName name;
  std::uint64_t number = 0;   ///< Rises with each room made.
  std::uint16_t port = 0;     ///< Of its chat endpoint, for life.
  std::uint64_t version = 0;  ///< Rises with each change, over all rooms that ever were.
  std::uint64_t term = 0;     ///< Rises with each change of host.
  std::vector<Member> members;

  const UserName& host() const { return members.front().user; }
};

enum class RoomOutcome : std::uint8_t {
  kDone,          ///< Made, or joined: a change.
  kAlreadyThere,  ///< Back in a place that was held, or in the room already: no change.
  kTaken,         ///< A room by that name stands.
  kUnknown,       ///< None does.
  kInOtherRoom,   ///< The person is present in another room.
  kFull,          ///< A limit is reached.
};

/// What is left of a room that somebody left.
struct Departure {
  RoomName name;
  const Room*
      room;  ///< Nothing where the last one left, and the room with them. Valid until the next change.
  bool host_changed = false;
};

/// The rooms and their rules; pure data, which nothing but the calls below changes. A person is in one
/// room at most. The host is the member who has been in longest; a room that nobody is in is gone. All
/// lookups take constant time, or logarithmic in the number of rooms.
class Rooms {
 public:
  using InOrder = std::map<std::uint64_t, Room>;

  /// Clock and limits outlive the rooms: a port rests once its room is gone.
  Rooms(const Clock& clock, const RegistryLimits& limits) : clock_(clock), limits_(limits), ports_(limits) {}

  /// Makes a room whose host is its maker. A place held for them elsewhere is `given_up`.
  RoomOutcome create(const RoomName& name, const UserName& user, std::uint16_t wanted_port,
                     std::optional<Departure>& given_up);

  /// Lets somebody in, as the last of the members. A place held for them elsewhere is `given_up`.
  RoomOutcome join(const RoomName& name, const UserName& user, std::optional<Departure>& given_up);

  /// Takes a member, present or not, out of the room; nothing where they are not in it.
  std::optional<Departure> leave(const RoomName& name, const UserName& user);

  /// Takes somebody out of the room they are present in, if any.
  std::optional<Departure> leave_present(const UserName& user);

  /// After a restart: rooms stand as they were stored, with places held for all members. Returns the
  /// names of those in which nobody is left, because their members were stored in a later room too.
  std::vector<RoomName> restore(std::vector<StoredRoom> stored);

  /// Takes out all whose places are held still.
  std::vector<Departure> drop_absent();

  const InOrder& in_order() const { return in_order_; }  ///< By number: as created.
  std::uint64_t revision() const { return revision_; }   ///< Rises with each change of members or rooms.
  const Room* find(const RoomName& name) const;
  const Room* present_in(const UserName& user) const;  ///< The room somebody is present in, if any.

 private:
  struct Place {
    std::uint64_t room;  ///< Its number.
    bool present;
  };

  Room* find_mutable(const RoomName& name);
  bool present_in_other(const UserName& user, const Room* wanted) const;
  std::optional<Departure> give_up_place(const UserName& user);
  Departure remove(Room& room, const UserName& user);
  void changed(Room& room);

  const Clock& clock_;
  const RegistryLimits& limits_;
  InOrder in_order_;
  std::unordered_map<RoomName, std::uint64_t> numbers_;
  std::unordered_map<UserName, Place> places_;
  PortPool ports_;
  std::uint64_t last_number_ = 0;
  std::uint64_t last_version_ = 0;
  std::uint64_t revision_ = 0;
};

}  // namespace parley::registry
