#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/scenario/cursor.hpp"
#include "sim/scenario/step.hpp"

namespace parley::sim::scenario {

/// Who one step is about. Only one of the two is filled where `people` or `clients` act.
struct Subject {
  std::vector<PersonId> people;
  std::vector<ClientId> clients;
  bool in_turn = false;
};

/// The cast while a file is being read: takes declarations, and turns names into ids.
class Roster {
 public:
  explicit Roster(Scenario& scenario) : scenario_(scenario) {}

  /// `people alice bob guest1..guest50 [speaking v1]`, behind its first word.
  void declare_people(Cursor& cursor);
  /// `client mallory`, `clients m1..m2000`, behind its first word.
  void declare_clients(Cursor& cursor);

  /// Whether this word begins a list of names: a name, a range of names, or `everyone`.
  bool begins_subject(std::string_view word) const;

  /// `alice`, `alice, bob and carol`, `guest1..guest50`, `everyone`, each with `in turn` behind it.
  Subject expect_subject(Cursor& cursor) const;

  /// As above, or `registry` among them.
  std::vector<NodeRef> expect_nodes(Cursor& cursor) const;

  /// For a message: `alice, bob, mallory`, shortened where there are many.
  std::string names() const;

  const Scenario& scenario() const { return scenario_; }

 private:
  using Id = std::variant<PersonId, ClientId>;

  void declare(Cursor& cursor, const std::string& word, const std::function<Id(const std::string&)>& add);
  std::optional<Id> find(const std::string& name) const;
  void expect_names(Cursor& cursor, Subject& subject) const;

  Scenario& scenario_;
  std::map<std::string, Id, std::less<>> ids_;
};

/// `guest1..guest50` as its fifty names, a plain word as itself. Fails where the two ends do not match.
std::vector<std::string> expand_range(Cursor& cursor, const std::string& word);

}  // namespace parley::sim::scenario
