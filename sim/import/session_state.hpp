#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/import/item.hpp"

namespace parley::sim::importing {

/// How things stand after some of the items: who is logged in, who is in which room, and since when.
class SessionState {
 public:
  struct PersonState {
    std::string user;  ///< Empty: nobody is logged in.
    std::string room;  ///< Empty: in none.
    bool running = false;
    bool unanswered = false;           ///< What came of the last action is not known.
    bool unknown = false;              ///< What they do is not known any more.
    std::optional<std::uint8_t> code;  ///< Of the program's end, by itself.
  };
  struct Room {
    std::string name;
    std::vector<scenario::PersonId> members;  ///< Whoever has been there longest is the host.
  };

  void apply(const Item& item);

  const PersonState& of(scenario::PersonId person) const;
  const std::map<scenario::PersonId, PersonState>& people() const { return people_; }
  const std::map<std::string, Room>& rooms() const { return rooms_; }  ///< By names in lower case.

  bool registry_runs() const { return registry_runs_; }
  /// Whether all who may be at the registry are known: no client has written to it, and nobody's tape has
  /// broken off.
  bool is_certain() const { return certain_; }
  /// Whether nobody's last action is open.
  bool is_settled() const;

 private:
  void leave(PersonState& person_state, scenario::PersonId person);
  void end(PersonState& person_state, scenario::PersonId person);

  std::map<scenario::PersonId, PersonState> people_;
  std::map<std::string, Room> rooms_;
  bool registry_runs_ = true;
  bool certain_ = true;
};

}  // namespace parley::sim::importing
