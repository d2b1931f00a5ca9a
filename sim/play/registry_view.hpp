#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/language/registry_condition.hpp"

namespace parley::sim::scenario {

/// A room as the registry has it, with its members in the registry's order.
struct RoomView {
  struct Member {
    std::string name;
    bool host = false;
    bool present = true;  ///< Else a place that is held for them.
  };
  std::string name;
  std::vector<Member> members;

  std::size_t present_count() const;
  /// As a scenario writes it: those who are present. A host who is not present is no host there.
  ExpectedRoom as_expected() const;
};

/// What the registry of a play knows: read from its tables, or asked of it. Counts are cheap, so that they
/// can be looked at after every event.
class RegistryView {
 public:
  virtual ~RegistryView() = default;

  /// From here on there are answers, as soon as the world can give them, until stop().
  virtual void start() {}
  virtual void stop() {}
  virtual bool stopped() const { return true; }

  /// Why nothing is known now; nothing where the calls below may be made.
  virtual std::optional<std::string> unavailable() const = 0;
  virtual std::vector<RoomView> rooms() const = 0;
  virtual std::size_t room_count() const = 0;
  virtual std::optional<RoomView> room(const std::string& name) const = 0;
  virtual std::vector<std::string> online() const = 0;  ///< Sorted.
  virtual std::size_t online_count() const = 0;
};

/// `rooms are lounge (alice*, bob away)`
std::string to_text(const std::vector<RoomView>& rooms);

/// `alice, bob, ... (200)`: the first twenty.
std::string joined(const std::vector<std::string>& words);

}  // namespace parley::sim::scenario
