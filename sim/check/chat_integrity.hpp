#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/check/check.hpp"
#include "sim/check/coverage_marks.hpp"
#include "sim/check/people.hpp"
#include "sim/check/protocol_checker.hpp"

namespace parley::sim::check {

/// People see in a room exactly what its members wrote, under the writers' names. A line typed in a room is
/// sent once, as typed, to the room's port; entering and leaving are announced once; a peer sends nothing
/// else to the room. A line that reaches a member comes from a member of the same room and is shown at once,
/// once and unchanged. The network may lose, repeat and reorder lines.
class ChatIntegrity {
 public:
  ChatIntegrity(const WatchedNodes& nodes, const ProtocolChecker& checker, Findings& findings,
                CoverageMarks& marks);

  void on_typed(PersonState& person, std::string_view line);
  void on_line_sent(PersonState& person, const TraceEvent& sent);  ///< A datagram to a group.
  void on_line_received(PersonState& person, const PersonState* writer, const TraceEvent& received);
  void on_line_lost(const PersonState& person) const;
  void on_printed(const PersonState& person, std::string_view line);

  /// The turn is over; `person` is the state before it, `now` the state after it.
  void after_turn(const PersonState& person, const PersonState& now);
  void after_all();

  const Check& check() const { return check_; }

 private:
  struct Line {
    std::string bytes;
    std::string room;
    Instant at;
    bool known_to_registry;
  };
  struct ReceivedLine {
    NodeId from;
    Instant sent;
  };
  struct TurnActions {
    std::optional<std::string> typed;
    std::vector<std::string> sent;
  };
  struct History {
    std::deque<Line> lines;             ///< The last lines that the person sent.
    std::deque<ReceivedLine> received;  ///< The last lines that reached the person.
  };

  std::vector<std::string> due(const PersonState& person, const PersonState& now,
                               const TurnActions& actions) const;
  const registry::Room* room_at_registry(const PersonState& person) const;
  void check_port(const PersonState& person, const TraceEvent& sent);
  void check_writer(const PersonState& person, const PersonState& writer, const TraceEvent& received);
  void mark(const PersonState& person, const TraceEvent& received);
  void expect_line(const PersonState& person, std::string_view bytes);

  const WatchedNodes& nodes_;
  const ProtocolChecker& checker_;
  CoverageMarks& marks_;
  std::unordered_map<std::uint32_t, TurnActions> actions_;  ///< Of this turn, by node.
  std::unordered_map<std::uint32_t, History> histories_;    ///< By node.
  std::optional<NodeId> line_due_from_;  ///< The person whose screen must show a line next,
  std::string expected_line_;            ///< and that line.
  Check check_;
};

}  // namespace parley::sim::check
