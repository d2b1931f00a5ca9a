#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/import/draft.hpp"
#include "sim/import/imported.hpp"
#include "sim/language/condition.hpp"

namespace parley::sim::importing {

/// The state after some of the items: who is logged in, who is in which room, and who came first.
class SessionState {
 public:
  struct PersonState {
    std::string user;  ///< Empty: not logged in.
    std::string room;  ///< Empty: in no room.
    bool running = false;
    bool unanswered = false;           ///< The outcome of the last action is not known.
    bool unknown = false;              ///< From here on their actions are not known.
    std::optional<std::uint8_t> code;  ///< Of the program's end, by itself.
  };
  struct Room {
    std::string name;
    std::vector<scenario::PersonId> members;  ///< Longest member first: the host.
  };

  void apply(const Item& item);

  const PersonState& of(scenario::PersonId person) const;
  const std::map<scenario::PersonId, PersonState>& people() const { return people_; }
  const std::map<std::string, Room>& rooms() const { return rooms_; }  ///< By names in lower case.

  bool registry_runs() const { return registry_runs_; }
  /// Whether everybody who may be at the registry is known: no client has written to it, and no person's tape
  /// has broken off.
  bool is_certain() const { return certain_; }
  /// Whether the outcome of every last action is known.
  bool is_settled() const;

 private:
  void leave(PersonState& person_state, scenario::PersonId person);
  void end(PersonState& person_state, scenario::PersonId person);

  std::map<scenario::PersonId, PersonState> people_;
  std::map<std::string, Room> rooms_;
  bool registry_runs_ = true;
  bool certain_ = true;
};

/// What has to hold after all that was done so far, each within a time in which views agree again. Nothing
/// while the registry is down, or while it is not known what came of somebody's last action.
std::vector<scenario::Expectation> expected_now(const SessionState& state, Expect level);

/// Likewise of those whose programs have ended.
std::vector<scenario::Expectation> expected_ends(const SessionState& state, Expect level);

}  // namespace parley::sim::importing
