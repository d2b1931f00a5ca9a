#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "base/time.hpp"
#include "sim/check/account_model.hpp"
#include "sim/check/presence_model.hpp"
#include "sim/check/room_model.hpp"

namespace parley::registry {
class Registry;
}  // namespace parley::registry

namespace parley::sim::check {

/// What a right registry would have in its tables, kept from what it was asked and what it answered.
struct ReferenceModel {
  AccountModel accounts;
  PresenceModel online;
  RoomModel rooms;

  const registry::Registry* registry = nullptr;  ///< The running program's; nothing where there is none.
  std::uint64_t turn = 0;   ///< The number of the registry's turn: none comes twice, whatever is restarted.
  Instant now{};            ///< By the registry's own clock, as of its last turn.
  Instant loaded_at{};      ///< When it had loaded its rooms.
  Instant running_since{};  ///< Since when it has not stood still.
  std::uint64_t disk_failures = 0;  ///< How often its disk has failed.
  bool disk_failing = false;        ///< Whether the disk fails now.
  /// By what was answered, all changes of a room up to this turn are on the disk.
  std::map<RoomName, std::uint64_t> confirmed;
  std::set<RoomName> emptied;      ///< The names of rooms that stood once and were left by all.
  std::size_t pending_hashes = 0;  ///< Sign-ups and log-ins begun and not answered.
};

}  // namespace parley::sim::check
