#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "sim/language/action.hpp"
#include "sim/language/condition.hpp"
#include "sim/language/fault.hpp"
#include "sim/language/participants.hpp"
#include "sim/language/workload.hpp"

/// A scenario as it was read: a closed set of steps, each with the line that it came from. Two are equal
/// where they say the same, on whatever lines.
namespace parley::sim::scenario {

struct PersonStep {
  std::vector<PersonId> who;
  bool in_turn = false;  ///< One after another; else each at their own pace, side by side.
  PersonAction action;
  bool tries = false;  ///< `as recorded` alone: it was not granted, and need not be.
  bool operator==(const PersonStep&) const = default;
};
struct ClientStep {
  std::vector<ClientId> who;
  ClientAction action;
  bool operator==(const ClientStep&) const = default;
};
/// A datagram to the registry's UDP port, or to a room's multicast group.
struct SendDatagram {
  std::vector<NodeRef> who;
  std::string bytes;
  std::optional<std::string> room;
  bool operator==(const SendDatagram&) const = default;
};
struct Wait {
  Duration time{};
  bool operator==(const Wait&) const = default;
};
struct Step;
struct TimedStep;
/// Begun at one instant, without thinking; over when all are.
struct Together {
  std::vector<Step> steps;
  bool operator==(const Together&) const;
};
/// Life that goes on side by side: each step begins at its own time and waits for no other, but one
/// person's steps are done one after another. What cannot be done then is left out, without a failure.
/// Over when all of them are. As recorded: nobody thinks before a line, since the times are those at which
/// people had thought, and who is turned away from what was granted then tries again.
struct Meanwhile {
  std::vector<TimedStep> steps;
  bool as_recorded = false;
  bool operator==(const Meanwhile&) const;
};

using StepBody = std::variant<PersonStep, ClientStep, SendDatagram, Wait, Together, Meanwhile, Workload,
                              Fault, Expectation>;

struct Step {
  std::size_t line = 0;
  StepBody body;
  bool operator==(const Step& other) const { return body == other.body; }
};
/// A person's or client's step, a datagram, a fault or a workload; nothing `in turn`.
struct TimedStep {
  Duration at{};  ///< After the block's beginning.
  Step step;
  bool operator==(const TimedStep&) const = default;
};

inline bool Together::operator==(const Together&) const = default;
inline bool Meanwhile::operator==(const Meanwhile&) const = default;

struct Scenario {
  std::string file;
  std::string title;                ///< What it shows: its first line, a comment.
  std::vector<std::string> source;  ///< Its lines, for reports.
  std::vector<Person> people;
  std::vector<Client> clients;
  std::vector<Group> groups;
  std::vector<Nat> nats;
  std::vector<MachineAddresses> addresses;
  std::vector<Step> steps;

  /// Whether both say the same: file and source left aside.
  bool operator==(const Scenario& other) const {
    return title == other.title && people == other.people && clients == other.clients &&
           groups == other.groups && nats == other.nats && addresses == other.addresses &&
           steps == other.steps;
  }
};

}  // namespace parley::sim::scenario
