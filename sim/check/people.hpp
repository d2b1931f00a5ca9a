#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/check/watched_nodes.hpp"
#include "sim/world/trace.hpp"

namespace parley::client {
class Client;
}  // namespace parley::client

namespace parley::sim {
class Program;
}  // namespace parley::sim

namespace parley::sim::check {

/// One person's program as it was before the turn that is looked at, by its own word, and what is known of
/// its past.
struct PersonState {
  Node* node = nullptr;
  const Program* program = nullptr;
  const client::Client* client = nullptr;  ///< Nothing where none runs.
  std::string user;                        ///< Empty where nobody is logged in.
  std::string room;                        ///< Empty where the person is in none.
  std::uint16_t port = 0;                  ///< Where the room talks.
  bool connected = false;
  Instant entered{};          ///< When the person came into the room.
  bool interrupted = false;   ///< The registry was lost since then.
  Instant last_keep_alive{};  ///< When the last one was sent.
  Instant last_paused{};      ///< When it last stood still.
  bool lost = false;          ///< The registry was lost since the log-in.

  // Of this turn.
  bool in_turn = false;
  bool torn = false;  ///< The program was torn away.
};

/// All watched people, by node.
class People {
 public:
  explicit People(const WatchedNodes& nodes);

  PersonState* find(NodeId node) {
    const std::size_t index = number(node);
    return index < by_node_.size() ? by_node_[index] : nullptr;
  }
  const std::vector<PersonState>& all() const { return people_; }

  /// Something is told of the person's node: it has a part in this turn.
  void touch(PersonState& person);

  /// After the turn. `changed` is called with each person who had a part in it and what it was before.
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
