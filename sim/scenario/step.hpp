#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "sim/scenario/action.hpp"
#include "sim/scenario/cast.hpp"
#include "sim/scenario/condition.hpp"

/// A scenario as it was read: a closed set of steps, each with the line that it came from.
namespace parley::sim::scenario {

/// The registry, as a place where faults strike.
struct TheRegistry {
  auto operator<=>(const TheRegistry&) const = default;
};
using NodeRef = std::variant<TheRegistry, PersonId, ClientId>;

/// Gone at once, its memory with it; the system closes its connections.
struct Crash {
  std::vector<NodeRef> nodes;
};
/// Crashed before, and begins anew on the same disk and address. A person is back at the first screen.
struct Restart {
  std::vector<NodeRef> nodes;
};
/// Neither says nor hears anything from now on, and nobody is told.
struct Vanish {
  std::vector<NodeRef> nodes;
};
/// Stands still as by SIGSTOP: what comes for it waits, in order.
struct Pause {
  std::vector<NodeRef> nodes;
};
struct Resume {
  std::vector<NodeRef> nodes;
};
/// What those on one side send to those on the other is lost or waits.
struct Partition {
  std::vector<NodeRef> left;
  std::vector<NodeRef> right;
  std::optional<Duration> time;  ///< Else until Heal.
  bool operator==(const Partition&) const = default;
};
struct Heal {};
/// Of all datagrams, whoever sends them.
struct LoseDatagrams {
  std::uint8_t percent = 0;
};
/// Of all datagrams, some arrive twice.
struct RepeatDatagrams {
  std::uint8_t percent = 0;
};
/// How long each packet is under way, from now on.
struct Latency {
  Duration least{};
  Duration most{};
};
/// The registry shows another public key to whoever connects, as one that was installed anew.
struct NewKey {};
/// Of the registry.
struct DiskState {
  bool full = false;
};

using Fault = std::variant<Crash, Restart, Vanish, Pause, Resume, Partition, Heal, LoseDatagrams,
                           RepeatDatagrams, Latency, NewKey, DiskState>;

struct PersonStep {
  std::vector<PersonId> who;
  bool in_turn = false;  ///< One after another; else each at their own pace, side by side.
  PersonAction action;
};
struct ClientStep {
  std::vector<ClientId> who;
  ClientAction action;
};
/// A datagram to the registry's UDP port, or to a room's multicast group.
struct SendDatagram {
  std::vector<NodeRef> who;
  std::string bytes;
  std::optional<std::string> room;
};
struct Wait {
  Duration time{};
};
struct Step;
/// Begun at one instant, without thinking; over when all are.
struct Together {
  std::vector<Step> steps;
};

using StepBody = std::variant<PersonStep, ClientStep, SendDatagram, Wait, Together, Fault, Expectation>;

struct Step {
  std::size_t line = 0;
  StepBody body;
};

struct Scenario {
  std::string file;
  std::string title;                ///< What it shows: its first line, a comment.
  std::vector<std::string> source;  ///< Its lines, for reports.
  std::vector<Person> people;
  std::vector<Client> clients;
  std::vector<Step> steps;
};

}  // namespace parley::sim::scenario
