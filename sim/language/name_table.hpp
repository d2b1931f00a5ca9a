#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/language/cursor.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::scenario {

/// Who one step is about: people, clients, the registry.
struct Subject {
  std::vector<NodeRef> nodes;  ///< All of them, in the order in which they were named.
  std::vector<PersonId> people;
  std::vector<ClientId> clients;
  bool registry = false;
  bool in_turn = false;

  void add(const NodeRef& node);
};

/// The cast while a file is being read: takes declarations, and turns names into ids.
class NameTable {
 public:
  explicit NameTable(Scenario& scenario) : scenario_(scenario) {}

  /// `people alice bob guest1..guest50 [speaking v1]`, behind its first word.
  void declare_people(Cursor& cursor);
  /// `client mallory`, `clients m1..m2000`, behind its first word.
  void declare_clients(Cursor& cursor);

  /// `group crowd is guest1..guest50`, behind its first word.
  void declare_group(Cursor& cursor);

  /// Whether a list of names comes next: a name, a range of names, a group, `everyone`, `registry`.
  bool at_subject(const Cursor& cursor) const;

  /// `alice`, `alice, bob and carol`, `guest1..guest50`, `crowd`, `everyone`, `registry`, `the registry`;
  /// `in turn` may stand behind it.
  Subject expect_subject(Cursor& cursor) const;

  /// The same, without `in turn`.
  std::vector<NodeRef> expect_nodes(Cursor& cursor) const;

  /// `alice's`, `the registry's`: nothing where no such word comes next.
  std::optional<NodeRef> accept_owner(Cursor& cursor) const;

  /// Names with which somebody may have signed up, of the cast or not: a word, a range, a group.
  std::vector<std::string> expect_names_or_group(Cursor& cursor) const;

  /// For a message: `alice, bob, mallory`, shortened where there are many.
  std::string names() const;

  const Scenario& scenario() const { return scenario_; }

 private:
  void declare(Cursor& cursor, const std::string& word,
               const std::function<NodeRef(const std::string&)>& add);
  bool may_be_called(Cursor& cursor, const std::string& name) const;
  const Group* find_group(std::string_view name) const;
  void expect_names(Cursor& cursor, Subject& subject) const;
  const std::string& name_of(const NodeRef& node) const;
  void expect_everyone(Cursor& cursor, Subject& subject) const;

  Scenario& scenario_;
  std::map<std::string, NodeRef, std::less<>> ids_;
};

/// `guest1..guest50` as its fifty names, a plain word as itself. Fails where the two ends do not match.
std::vector<std::string> expand_range(Cursor& cursor, const std::string& word);

}  // namespace parley::sim::scenario
