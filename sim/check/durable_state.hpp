#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"
#include "sim/check/secrets_hashed.hpp"
#include "sim/world/disk.hpp"

namespace parley::sim::check {

/// What was answered with success is there after the registry's end, however it ended: accounts after a
/// crash of the machine, rooms after one of the program. A room whose last changes nobody was answered may
/// be as it was after any of them; one that nobody ever made is not there.
class DurableState {
 public:
  explicit DurableState(Findings& findings)
      : check_("durable-what-was-answered", findings), secrets_(findings) {}

  /// After each turn of the registry: what might have to be on the disk from now on.
  void note(const RoomTables& tables);

  /// The registry's machine lost its power, and with it what may be lost then.
  void on_power_lost() { rooms_may_be_lost_ = true; }

  /// The registry has just loaded its rooms.
  void after_restart(const RoomTables& tables, const Disk& disk);

  /// All accounts that must be on the disk are, and without their secrets.
  void look_for_accounts(const AccountModel& accounts, const Disk& disk);

  const Check& check() const { return check_; }
  const Check& secrets() const { return secrets_.check(); }

 private:
  /// Of a room, as it is or as the store may have it: who is on the way in stands behind the members.
  struct State {
    std::uint64_t turn;  ///< Of the registry, in which it became so.
    bool standing;
    std::uint16_t port = 0;
    std::vector<UserName> members;
  };
  using States = std::vector<State>;

  static State state_of(const registry::Rooms& rooms, const RoomName& name, std::uint64_t turn);
  static std::uint64_t confirmed_turn(const RoomTables& tables, const RoomName& name);
  static void forget_before(States& states, std::uint64_t confirmed);
  static bool fits(const RoomTables& tables, const State& state, const State& restored);
  void check_room(const RoomTables& tables, const RoomName& name, const States& states);
  void begin_anew(const RoomTables& tables);

  std::map<RoomName, States> rooms_;  ///< Each state that may be on the disk, the oldest first.
  std::uint64_t disk_failures_ = 0;
  bool rooms_may_be_lost_ = false;
  Check check_;
  SecretsHashed secrets_;
};

}  // namespace parley::sim::check
