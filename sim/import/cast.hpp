#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/import/session_reader.hpp"
#include "sim/language/participants.hpp"
#include "sim/language/scenario.hpp"
#include "sim/merge/merged_tapes.hpp"

namespace parley::sim::importing {

/// The people and clients of the scenario, and which node of the session each is.
class Cast {
 public:
  /// Those who do something in the log: people, and clients that are not people.
  Cast(const merge::MergedTapes& session, const SessionReader& reader, const ActivityLog& log);

  const std::vector<scenario::Person>& people() const { return people_; }
  const std::vector<scenario::Client>& clients() const { return clients_; }

  /// Nothing for the registry, and for nodes that do nothing.
  std::optional<scenario::NodeRef> of(std::size_t node) const { return refs_[node]; }

 private:
  std::string new_name(const std::string& wanted, const std::string& otherwise);

  std::vector<std::optional<scenario::NodeRef>> refs_;
  std::vector<scenario::Person> people_;
  std::vector<scenario::Client> clients_;
  std::set<std::string> taken_;
};

/// Whether a person in a scenario can have this name: it does not clash with a word of the language.
bool is_usable_name(const std::string& name);

}  // namespace parley::sim::importing
