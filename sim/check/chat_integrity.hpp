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

/// What people see in a room is what a member wrote, under the writer's name. A line that is typed in a room
/// goes out once, as it was typed, to the port on which the room talks; coming and going are told once; a
/// person's program sends nothing else. What reaches somebody in a room comes from somebody in the same room,
/// and is shown at once, once and unchanged. What the network loses, repeats and swaps is the network's.
class ChatIntegrity {
 public:
  ChatIntegrity(const WatchedNodes& nodes, const ProtocolChecker& checker, Findings& findings,
                CoverageMarks& marks);

  void on_typed(PersonState& person, std::string_view line);
  void on_line_sent(PersonState& person, const TraceEvent& sent);  ///< A datagram to a group leaves.
  void on_line_received(PersonState& person, const PersonState* writer, const TraceEvent& heard);
  void on_line_lost(const PersonState& person) const;
  void on_printed(const PersonState& person, std::string_view line);

  /// The turn is over; `person` is what it was before, `now` what it has become.
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
    std::deque<Line> lines;          ///< What the person sent last.
    std::deque<ReceivedLine> heard;  ///< What reached the person last.
  };

  std::vector<std::string> due(const PersonState& person, const PersonState& now,
                               const TurnActions& actions) const;
  const registry::Room* room_at_registry(const PersonState& person) const;
  void check_port(const PersonState& person, const TraceEvent& sent);
  void check_writer(const PersonState& person, const PersonState& writer, const TraceEvent& heard);
  void mark(const PersonState& person, const TraceEvent& heard);
  void expect_line(const PersonState& person, std::string_view bytes);

  const WatchedNodes& nodes_;
  const ProtocolChecker& checker_;
  CoverageMarks& marks_;
  std::unordered_map<std::uint32_t, TurnActions> actions_;  ///< Of this turn, by node.
  std::unordered_map<std::uint32_t, History> histories_;    ///< By node.
  std::optional<NodeId> line_due_from_;                     ///< Who must print next,
  std::string expected_line_;                               ///< and what.
  Check check_;
};

}  // namespace parley::sim::check
