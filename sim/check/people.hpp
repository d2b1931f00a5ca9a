#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/check/scene.hpp"
#include "sim/world/trace.hpp"

namespace parley::peer {
class Peer;
}  // namespace parley::peer

namespace parley::sim {
class Program;
}  // namespace parley::sim

namespace parley::sim::check {

/// One person's program as it was before the turn that is looked at, by its own word, and what is known of
/// its past.
struct PersonSeen {
  Node* node = nullptr;
  const Program* program = nullptr;
  const peer::Peer* peer = nullptr;  ///< Nothing where none runs.
  std::string user;                  ///< Empty where nobody is logged in.
  std::string room;                  ///< Empty where the person is in none.
  std::uint16_t port = 0;            ///< Where the room talks.
  bool connected = false;
  Instant entered{};          ///< When the person came into the room.
  bool interrupted = false;   ///< The registry was lost since then.
  Instant last_keep_alive{};  ///< When the last one was sent.
  Instant last_still{};       ///< When it last stood still.
  bool lost = false;          ///< The registry was lost since the log-in.

  // Of this turn.
  bool in_turn = false;
  bool torn = false;  ///< The program was torn away.
};

/// All people of the scene, by node.
class People {
 public:
  explicit People(const Scene& scene);

  PersonSeen* find(NodeId node) {
    const std::size_t index = number(node);
    return index < by_node_.size() ? by_node_[index] : nullptr;
  }
  const std::vector<PersonSeen>& all() const { return people_; }

  /// Something is told of the person's node: it has a part in this turn.
  void touch(PersonSeen& person);

  /// After the turn. `changed` is called with each person who had a part in it and what it was before.
  template <class Changed>
  void end_turn(const Changed& changed) {
    for (PersonSeen* person : touched_) {
      const PersonSeen before = refresh(*person);
      changed(before, *person);
    }
    touched_.clear();
  }

 private:
  PersonSeen refresh(PersonSeen& person) const;
  static void find_program(PersonSeen& person);

  const World& world_;
  std::vector<PersonSeen> people_;
  std::vector<PersonSeen*> by_node_;
  std::vector<PersonSeen*> touched_;
};

}  // namespace parley::sim::check
