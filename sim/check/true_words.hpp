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
#include "sim/check/clerk.hpp"
#include "sim/check/marks.hpp"
#include "sim/check/people.hpp"

namespace parley::sim::check {

/// What people see in a room is what a member wrote, under the writer's name. A line that is typed in a room
/// goes out once, as it was typed, to the port on which the room talks; coming and going are told once; a
/// person's program sends nothing else. What reaches somebody in a room comes from somebody in the same room,
/// and is shown at once, once and unchanged. What the network loses, repeats and swaps is the network's.
class TrueWords {
 public:
  TrueWords(const Scene& scene, const Clerk& clerk, Findings& findings, Marks& marks);

  void on_typed(PersonSeen& person, std::string_view line);
  void on_said(PersonSeen& person, const TraceEvent& sent);  ///< A datagram to a group leaves.
  void on_heard(PersonSeen& person, const PersonSeen* writer, const TraceEvent& heard);
  void on_missed(const PersonSeen& person) const;
  void on_printed(const PersonSeen& person, std::string_view line);

  /// The turn is over; `person` is what it was before, `now` what it has become.
  void after_turn(const PersonSeen& person, const PersonSeen& now);
  void after_all();

  const Check& check() const { return check_; }

 private:
  struct Line {
    std::string bytes;
    std::string room;
    Instant at;
    bool known_to_registry;
  };
  struct Heard {
    NodeId from;
    Instant sent;
  };
  struct Deeds {
    std::optional<std::string> typed;
    std::vector<std::string> sent;
  };
  struct Past {
    std::deque<Line> lines;   ///< What the person sent last.
    std::deque<Heard> heard;  ///< What reached the person last.
  };

  std::vector<std::string> due(const PersonSeen& person, const PersonSeen& now, const Deeds& deeds) const;
  const registry::Room* room_at_registry(const PersonSeen& person) const;
  void check_port(const PersonSeen& person, const TraceEvent& sent);
  void check_writer(const PersonSeen& person, const PersonSeen& writer, const TraceEvent& heard);
  void mark(const PersonSeen& person, const TraceEvent& heard);
  void owe_line(const PersonSeen& person, std::string_view bytes);

  const Scene& scene_;
  const Clerk& clerk_;
  Marks& marks_;
  std::unordered_map<std::uint32_t, Deeds> deeds_;  ///< Of this turn, by node.
  std::unordered_map<std::uint32_t, Past> pasts_;   ///< By node.
  std::optional<NodeId> owes_line_;                 ///< Who must print next,
  std::string owed_line_;                           ///< and what.
  Check check_;
};

}  // namespace parley::sim::check
