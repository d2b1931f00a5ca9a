#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ports/clock.hpp"
#include "ports/store.hpp"
#include "registry/port_pool.hpp"
#include "registry/room.hpp"

namespace parley::registry {

/// The rooms and their rules; pure data, which nothing but the calls below changes. A person is in one
/// room at most. The host is the member who has been in longest; a room that nobody is in is gone.
///
/// Coming in takes three steps, so that nothing is told that a restart could lose, and nothing is taken
/// back: plan_...() says whether it is possible and changes nothing; begin_...() keeps the name, the port and
/// the place, which nobody can see; admit() lets them in once the store has it. Who leaves is out at once.
/// All lookups take constant time, or logarithmic in the number of rooms.
class Rooms {
 public:
  using InOrder = std::map<std::uint64_t, Room>;

  /// Clock and limits outlive the rooms: a port rests once its room is gone.
  Rooms(const Clock& clock, const RegistryLimits& limits) : clock_(clock), limits_(limits), ports_(limits) {}
  Rooms(const Rooms&) = delete;
  Rooms& operator=(const Rooms&) = delete;

  RoomOutcome plan_create(const RoomName& name, const UserName& user) const;
  RoomOutcome plan_join(const RoomName& name, const UserName& user) const;

  /// After kDone. A place that was held for them elsewhere is given up, and returned. The first newcomer of
  /// a new room will be its host, the others the last of the members.
  std::optional<Departure> begin_create(const RoomName& name, const UserName& user,
                                        std::uint16_t wanted_port);
  std::optional<Departure> begin_join(const RoomName& name, const UserName& user);

  /// After kAlreadyThere.
  void come_back(const UserName& user);

  /// What is to be stored of a room now, in the place of version `stored`: its members and then its
  /// newcomers, who belong to this commit from here on. Of that same version where nothing is new, and
  /// nothing where the room is gone.
  std::optional<StoredRoom> begin_commit(const RoomName& name, std::uint64_t stored);

  /// The commit of this version has succeeded, or failed: lets a newcomer who belongs to it in, or drops
  /// them. Nothing for anybody else: they may have gone meanwhile.
  void admit(const RoomName& name, const UserName& user, std::uint64_t commit);
  void refuse(const RoomName& name, const UserName& user, std::uint64_t commit);

  /// Takes a member, present or not, out of the room; nothing where they are not in it.
  std::optional<Departure> leave(const RoomName& name, const UserName& user);

  /// Takes somebody out of the room that they are present in or on the way into, if any.
  std::optional<Departure> leave_present(const UserName& user);

  /// After a restart: rooms stand as they were stored, with places held for all members. Returns the
  /// names of those in which nobody is left, because their members were stored in a later room too.
  std::vector<RoomName> restore(std::vector<StoredRoom> stored);

  /// Takes out all whose places are held still.
  std::vector<Departure> drop_absent();

  const InOrder& in_order() const { return in_order_; }  ///< Those with members, by number: as created.
  const InOrder& awaited() const { return awaited_; }    ///< Those that have nothing but newcomers.
  std::uint64_t revision() const { return revision_; }   ///< Rises with each change of members or rooms.
  const Room* find(const RoomName& name) const;          ///< One that has members.
  const Room* find_any(const RoomName& name) const;      ///< Or nothing but newcomers.
  const Room* present_in(const UserName& user) const;    ///< The room somebody is present in, if any.

 private:
  enum class MemberState : std::uint8_t { kHeld, kComing, kPresent };
  struct Place {
    Room* room;
    MemberState state;
  };

  Room* find_mutable(const RoomName& name) const;
  bool in_other(const UserName& user, const Room* wanted) const;
  std::optional<Departure> begin(Room& room, const UserName& user);
  std::optional<Departure> give_up_place(const UserName& user);
  bool take_newcomer(Room& room, const UserName& user, std::uint64_t commit);
  Departure remove(Room& room, const UserName& user);
  Departure remove_newcomer(Room& room, const UserName& user);
  bool drop_if_deserted(Room& room);
  std::uint64_t next_version(Room& room) const;

  const Clock& clock_;
  const RegistryLimits& limits_;
  InOrder in_order_;
  InOrder awaited_;
  std::unordered_map<RoomName, Room*> by_name_;  ///< Those of both.
  std::unordered_map<UserName, Place> places_;
  PortPool ports_;
  std::uint64_t last_number_ = 0;
  /// No room that somebody has left had a higher version then. Who comes into a room raises its version above
  /// this: so a person who is stored in two rooms is in the one with the higher version.
  std::uint64_t highest_left_ = 0;
  std::uint64_t revision_ = 0;
};

}  // namespace parley::registry
