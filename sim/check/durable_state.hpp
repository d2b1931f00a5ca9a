#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "ports/store.hpp"
#include "sim/check/check.hpp"
#include "sim/check/room_membership.hpp"
#include "sim/check/user_model.hpp"
#include "sim/world/disk.hpp"

namespace parley::sim::check {

/// Secrets are stored only as hashes: what the disk holds for an account contains no secret that was sent for
/// it.
class SecretsHashed {
 public:
  explicit SecretsHashed(Findings& findings) : check_("secrets-kept-as-hashes", findings) {}

  void look_at(const Account& stored, const AccountModel& accounts) {
    for (const std::string& secret : accounts.secrets_of(stored.user)) {
      if (secret.size() < kMinSecretBytes) continue;
      check_.require(stored.hash.text.find(secret) == std::string::npos,
                     [&] { return stored.user.text() + "'s secret is on the disk as it was sent"; });
    }
  }

  const Check& check() const { return check_; }

 private:
  static constexpr std::size_t kMinSecretBytes = 16;  ///< A shorter one may be part of a hash by chance.

  Check check_;
};

/// What was answered with success survives the end of the registry: accounts survive a crash of the machine,
/// rooms a crash of the program. A room whose last changes were not answered yet may come back as it was
/// after any of them. A room that nobody created does not exist.
class DurableState {
 public:
  explicit DurableState(Findings& findings)
      : check_("durable-what-was-answered", findings), secrets_(findings) {}

  /// After each turn of the registry: takes note of states that the disk may hold from now on.
  void note(const RoomTables& tables);

  /// The registry's machine lost its power. Rooms may be lost by that, accounts may not.
  void on_power_lost() { rooms_may_be_lost_ = true; }

  /// The registry has just loaded its rooms.
  void after_restart(const RoomTables& tables, const Disk& disk);

  /// Checks that every account that must exist is on the disk, without its secret.
  void look_for_accounts(const AccountModel& accounts, const Disk& disk);

  const Check& check() const { return check_; }
  const Check& secrets() const { return secrets_.check(); }

 private:
  /// Of a room, as it is or as the store may have it: who is on the way in stands behind the members.
  struct State {
    std::uint64_t turn;  ///< The registry's turn in which this state arose.
    bool exists;
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

  std::map<RoomName, States> rooms_;  ///< The states that the disk may hold, the oldest first.
  std::uint64_t disk_failures_ = 0;
  bool rooms_may_be_lost_ = false;
  Check check_;
  SecretsHashed secrets_;
};

}  // namespace parley::sim::check
