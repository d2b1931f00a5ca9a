#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/import/witness.hpp"
#include "sim/scenario/cast.hpp"
#include "sim/scenario/step.hpp"
#include "sim/session/session.hpp"

namespace parley::sim::importing {

/// Who of a session stands in the scenario, and where.
class Cast {
 public:
  /// Those who do something in the chronicle, in the session's order: people, and clients that are none.
  Cast(const session::Session& session, const Witness& witness, const Chronicle& chronicle);

  const std::vector<scenario::Person>& people() const { return people_; }
  const std::vector<scenario::Client>& clients() const { return clients_; }

  /// Nothing for the registry, and for those of whom nothing is known.
  std::optional<scenario::NodeRef> of(std::size_t node) const { return refs_[node]; }

 private:
  std::string new_name(const std::string& wanted, const std::string& otherwise);

  std::vector<std::optional<scenario::NodeRef>> refs_;
  std::vector<scenario::Person> people_;
  std::vector<scenario::Client> clients_;
  std::set<std::string> taken_;
};

/// Whether somebody in a scenario can be called so: no word of the language stands in the way.
bool is_speakable(const std::string& name);

}  // namespace parley::sim::importing
