#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "sim/language/participants.hpp"
#include "sim/language/registry_condition.hpp"

/// What a scenario expects to be true.
namespace parley::sim::scenario {

enum class Match : std::uint8_t {
  kWholeLine,  ///< Blanks at both ends left aside.
  kPart,       ///< Somewhere in a line.
};

/// Each of them has each of these lines on the screen. A line answers one expectation only, and what
/// stood there before a person's last menu step counts no more.
struct Sees {
  std::vector<PersonId> who;
  std::vector<std::string> texts;
  Match match = Match::kWholeLine;
  bool operator==(const Sees&) const = default;
};
/// None of them has been shown such a line since the step began.
struct DoesNotSee {
  std::vector<PersonId> who;
  std::string text;
  Match match = Match::kWholeLine;
  bool operator==(const DoesNotSee&) const = default;
};
/// None of them is ever shown such a line, from the first step to the last.
struct NeverSees {
  std::vector<PersonId> who;
  std::string text;
  Match match = Match::kWholeLine;
  bool operator==(const NeverSees&) const = default;
};
/// The question that is open on each screen.
struct IsAsked {
  std::vector<PersonId> who;
  std::string prompt;
  bool operator==(const IsAsked&) const = default;
};
/// The program has ended with this exit code.
struct HasEnded {
  std::vector<PersonId> who;
  std::uint8_t code = 0;
  bool operator==(const HasEnded&) const = default;
};
struct IsInRoom {
  std::vector<PersonId> who;
  std::string room;  ///< Empty: in none.
  bool operator==(const IsInRoom&) const = default;
};

/// The next record (v1) or line (v2) that each client got.
struct Receives {
  std::vector<ClientId> who;
  std::string text;
  Match match = Match::kWholeLine;
  bool operator==(const Receives&) const = default;
};
/// No client got anything since the step began.
struct ReceivesNothing {
  std::vector<ClientId> who;
  bool operator==(const ReceivesNothing&) const = default;
};
/// The connection of each client was closed by the registry.
struct IsClosed {
  std::vector<ClientId> who;
  bool operator==(const IsClosed&) const = default;
};
struct IsConnected {
  std::vector<ClientId> who;
  bool operator==(const IsConnected&) const = default;
};

using Condition =
    std::variant<Sees, DoesNotSee, NeverSees, IsAsked, HasEnded, IsInRoom, Receives, ReceivesNothing,
                 IsClosed, IsConnected, RoomsAre, RoomHas, OnlineAre, OnlineCount>;

enum class When : std::uint8_t {
  kNow,     ///< At this moment.
  kWithin,  ///< At some moment until the time is over.
  kFor,     ///< At every moment until the time is over.
  kAlways,  ///< After every event from here to the last step.
  kNever,   ///< After no event from here to the last step.
};

struct Expectation {
  When when = When::kNow;
  Duration time{};
  Condition condition;
  bool operator==(const Expectation&) const = default;
};

}  // namespace parley::sim::scenario
