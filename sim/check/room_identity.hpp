#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "sim/check/check.hpp"
#include "sim/check/room_membership.hpp"

namespace parley::sim::check {

/// Room names are unique, ignoring case, and so are room ports. A new room gets the port that its creator
/// announced, if that is free and above the system ports, otherwise one of the ports kept for rooms; a room's
/// port never changes. The port of a removed room is not used again for kRest, unless the registry restarted.
class UniqueNames {
 public:
  static constexpr Duration kRest = std::chrono::seconds(50);

  explicit UniqueNames(Findings& findings) : check_("unique-names-and-ports", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const RoomTables& tables, const registry::Room& room);
  void note_gone(const RoomTables& tables);
  void check_rested(const RoomTables& tables, const registry::Room& room);

  /// When a room was removed, by the registry's clock: between the two.
  struct Gone {
    Instant after;
    Instant before;
  };

  std::map<std::uint64_t, std::uint16_t> ports_;  ///< By the room's number.
  std::map<std::uint16_t, Gone> gone_;            ///< By the port.
  Instant loaded_at_{};                  ///< Identifies the run of the registry that these belong to.
  std::optional<Instant> unseen_since_;  ///< Since then not all rooms were compared.
  Check check_;
};

/// A room's version rises exactly when its members change; its term rises exactly when its host changes.
class Monotonicity {
 public:
  explicit Monotonicity(Findings& findings) : check_("terms-and-versions-rise", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const registry::Room& room, bool may_be_back);

  struct Seen {
    std::uint64_t version = 0;
    std::uint64_t term = 0;
    std::vector<UserName> members;
  };
  std::map<std::uint64_t, Seen> seen_;  ///< By the room's number.
  const registry::Registry* of_ = nullptr;
  Instant loaded_at_{};
  Check check_;
};

}  // namespace parley::sim::check
