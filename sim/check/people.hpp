#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/check/check.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim {
class PeerProgram;
class Program;
}  // namespace parley::sim

namespace parley::sim::check {

/// The state that a person's program reported before the present turn, and what is known of its past.
struct PersonState {
  Node* node = nullptr;
  const Program* program = nullptr;
  const PeerProgram* peer = nullptr;  ///< nullptr where none runs.
  std::string user;                   ///< Empty unless logged in.
  std::string room;                   ///< Empty outside any room.
  std::uint16_t port = 0;             ///< The room's port.
  bool connected = false;
  Instant entered{};          ///< When the person entered the room.
  bool interrupted = false;   ///< The connection was lost since then.
  Instant last_keep_alive{};  ///< When the last one was sent.
  Instant last_paused{};      ///< When the node last resumed after a pause.

  // Of this turn.
  bool in_turn = false;
  bool torn = false;  ///< The program was killed.
};

/// The watched people, by node.
class People {
 public:
  explicit People(const WatchedNodes& nodes);

  PersonState* find(NodeId node) {
    const std::size_t index = number(node);
    return index < by_node_.size() ? by_node_[index] : nullptr;
  }
  const std::vector<PersonState>& all() const { return people_; }

  /// An event concerns the person's node: the person takes part in this turn.
  void touch(PersonState& person);

  /// Ends the turn: calls `changed` with the state before and after, for each person who took part.
  template <class Changed>
  void end_turn(const Changed& changed) {
    for (PersonState* person : touched_) {
      const PersonState before = refresh(*person);
      changed(before, *person);
    }
    touched_.clear();
  }

 private:
  PersonState refresh(PersonState& person) const;
  static void find_program(PersonState& person);

  const World& world_;
  std::vector<PersonState> people_;
  std::vector<PersonState*> by_node_;
  std::vector<PersonState*> touched_;
};

}  // namespace parley::sim::check
