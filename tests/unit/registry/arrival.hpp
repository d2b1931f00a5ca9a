#pragma once

#include <optional>
#include <string_view>

#include "registry/rooms.hpp"

namespace parley::registry::test {

/// A commit of the room that succeeds at once, for its one newcomer.
inline void admit(Rooms& rooms, const RoomName& name, const UserName& user) {
  const auto next = rooms.begin_commit(name, 0);
  rooms.admit(name, user, next->version);
}

/// Makes a room, or comes into one, with its commit; not where that is refused.
inline RoomOutcome create(Rooms& rooms, const RoomName& name, const UserName& user, std::uint16_t port,
                          std::optional<Departure>* given_up = nullptr) {
  const auto outcome = rooms.plan_create(name, user);
  if (outcome != RoomOutcome::kDone) return outcome;
  auto departure = rooms.begin_create(name, user, port);
  if (given_up != nullptr) *given_up = departure;
  admit(rooms, name, user);
  return outcome;
}
inline RoomOutcome join(Rooms& rooms, const RoomName& name, const UserName& user,
                        std::optional<Departure>* given_up = nullptr) {
  const auto outcome = rooms.plan_join(name, user);
  if (outcome == RoomOutcome::kAlreadyThere) rooms.come_back(user);
  if (outcome != RoomOutcome::kDone) return outcome;
  auto departure = rooms.begin_join(name, user);
  if (given_up != nullptr) *given_up = departure;
  admit(rooms, name, user);
  return outcome;
}

}  // namespace parley::registry::test
