#include "sim/language/name_table.hpp"

#include <algorithm>
#include <array>

#include "base/name.hpp"
#include "sim/language/limits.hpp"

namespace parley::sim::scenario {
namespace {

/// Words with which a step may begin, or which stand where a name may: nobody is called so.
constexpr std::array<std::string_view, 38> kTaken = {
    "people",    "client", "clients", "group",     "everyone", "nobody",    "registry", "room",
    "rooms",     "online", "no",      "within",    "for",      "at",        "wait",     "the",
    "meanwhile", "crash",  "restart", "partition", "heal",     "lose",      "stop",     "and",
    "in",        "always", "never",   "pause",     "packets",  "repeat",    "resume",   "cut",
    "clog",      "slow",   "limit",   "reorder",   "break",    "half-close"};

constexpr std::uint16_t kFirstPeerPort = 6001;

struct Numbered {
  std::string_view stem;
  std::size_t number = 0;
};

std::optional<Numbered> numbered(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  if (last == std::string_view::npos) return std::nullopt;
  const auto number = number_from(name.substr(last + 1), limits::kMaxParticipants);
  if (!number) return std::nullopt;
  return Numbered{name.substr(0, last + 1), *number};
}

}  // namespace

std::vector<std::string> expand_range(Cursor& cursor, const std::string& word) {
  const std::size_t dots = word.find("..");
  if (dots == std::string::npos) return {word};
  const std::string_view text = word;
  const auto first = numbered(text.substr(0, dots));
  const auto last = numbered(text.substr(dots + 2));
  if (!first || !last || first->stem != last->stem || first->number > last->number) {
    cursor.fail("`" + word + "` is not a range, expected one such as `guest1..guest50`");
    return {};
  }
  std::vector<std::string> names;
  for (std::size_t i = first->number; i <= last->number; ++i) {
    names.push_back(std::string(first->stem) + std::to_string(i));
  }
  return names;
}

void Subject::add(const NodeRef& node) {
  nodes.push_back(node);
  if (const auto* person = std::get_if<PersonId>(&node)) people.push_back(*person);
  if (const auto* client = std::get_if<ClientId>(&node)) clients.push_back(*client);
  if (std::holds_alternative<TheRegistry>(node)) registry = true;
}

/// Fails where somebody else is called so, or nobody can be.
bool NameTable::may_be_called(Cursor& cursor, const std::string& name) const {
  if (!UserName::parse(name)) {
    cursor.fail("`" + name + "` cannot be a name, expected 1-32 letters, digits, `_` or `-`");
  } else if (std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end()) {
    cursor.fail("`" + name + "` is a word of the language, expected another name");
  } else if (ids_.contains(name) || find_group(name) != nullptr) {
    cursor.fail("`" + name + "` is in the cast already, expected another name");
  } else if (ids_.size() == limits::kMaxParticipants || scenario_.groups.size() == limits::kGroups) {
    cursor.fail("the cast is full, expected at most " + std::to_string(limits::kMaxParticipants) +
                " names and " + std::to_string(limits::kGroups) + " groups");
  }
  return !cursor.failed();
}

void NameTable::declare(Cursor& cursor, const std::string& word,
                        const std::function<NodeRef(const std::string&)>& add) {
  for (const std::string& name : expand_range(cursor, word)) {
    if (!may_be_called(cursor, name)) return;
    ids_.emplace(name, add(name));
  }
}

void NameTable::declare_people(Cursor& cursor) {
  const std::size_t first = scenario_.people.size();
  const auto add = [this](const std::string& name) -> NodeRef {
    const std::size_t index = scenario_.people.size();
    const auto port = static_cast<std::uint16_t>(kFirstPeerPort + index);
    scenario_.people.push_back({name, wire::Dialect::kV2, name + "'s password", port});
    return PersonId{index};
  };
  do {
    declare(cursor, cursor.expect_word("a name"), add);
  } while (!cursor.at_end() && cursor.peek_word() != "speaking");
  if (cursor.at_end()) return;
  const bool v1 = cursor.accept("speaking v1");
  if (!v1 && !cursor.accept("speaking v2")) cursor.fail_expecting("`speaking v1` or `speaking v2`");
  for (std::size_t i = first; v1 && i < scenario_.people.size(); ++i) {
    scenario_.people[i].dialect = wire::Dialect::kV1;
  }
}

void NameTable::declare_clients(Cursor& cursor) {
  const auto add = [this](const std::string& name) -> NodeRef {
    scenario_.clients.push_back({name});
    return ClientId{scenario_.clients.size() - 1};
  };
  do {
    declare(cursor, cursor.expect_word("a name"), add);
  } while (!cursor.at_end());
}

void NameTable::declare_group(Cursor& cursor) {
  Group group{cursor.expect_word("a name"), {}};
  if (cursor.failed() || !may_be_called(cursor, group.name)) return;
  cursor.expect("is");
  if (!scenario_.steps.empty()) cursor.fail("a group stands in the cast, expected it before the first step");
  Subject who;
  do {
    expect_names(cursor, who);
  } while (cursor.accept_mark(',') || cursor.accept("and"));
  if (!who.people.empty() && !who.clients.empty())
    cursor.fail("people and clients in one group, expected only one kind");
  if (who.registry) cursor.fail("the registry in a group, expected people or clients");
  group.members = std::move(who.nodes);
  if (!cursor.failed()) scenario_.groups.push_back(std::move(group));
}

const Group* NameTable::find_group(std::string_view name) const {
  for (const Group& group : scenario_.groups) {
    if (group.name == name) return &group;
  }
  return nullptr;
}

bool NameTable::at_subject(const Cursor& cursor) const {
  const auto word = cursor.peek_word();
  if (!word) return false;
  Cursor ahead = cursor;
  return *word == "everyone" || *word == "registry" || ids_.contains(*word) || find_group(*word) != nullptr ||
         word->find("..") != std::string_view::npos || ahead.accept("the registry");
}

void NameTable::expect_everyone(Cursor& cursor, Subject& subject) const {
  for (std::size_t i = 0; i < scenario_.people.size(); ++i) subject.add(PersonId{i});
  if (scenario_.people.empty())
    cursor.fail("`everyone` stands for nobody yet, expected a line `people NAME...` before this one");
}

/// One place of a list, which may stand for many.
void NameTable::expect_names(Cursor& cursor, Subject& subject) const {
  if (cursor.accept("the registry") || cursor.accept("registry")) return subject.add(TheRegistry{});
  if (cursor.accept("everyone")) return expect_everyone(cursor, subject);
  const std::string word = cursor.expect_word("a name");
  if (const Group* group = find_group(word)) {
    for (const NodeRef& member : group->members) subject.add(member);
    return;
  }
  for (const std::string& name : expand_range(cursor, word)) {
    const auto found = ids_.find(name);
    if (found == ids_.end()) {
      cursor.fail("unknown name `" + name + "`, expected one of " + names());
      return;
    }
    subject.add(found->second);
  }
}

Subject NameTable::expect_subject(Cursor& cursor) const {
  Subject subject;
  do {
    expect_names(cursor, subject);
  } while (cursor.accept_mark(',') || cursor.accept("and"));
  subject.in_turn = cursor.accept("in turn");
  return subject;
}

std::vector<NodeRef> NameTable::expect_nodes(Cursor& cursor) const {
  Subject subject;
  do {
    expect_names(cursor, subject);
  } while (cursor.accept_mark(',') || cursor.accept("and"));
  return std::move(subject.nodes);
}

std::optional<NodeRef> NameTable::accept_owner(Cursor& cursor) const {
  if (cursor.accept("the registry's") || cursor.accept("registry's")) return TheRegistry{};
  constexpr std::string_view kEnding = "'s";
  const auto word = cursor.peek_word();
  if (!word || !word->ends_with(kEnding)) return std::nullopt;
  const auto found = ids_.find(word->substr(0, word->size() - kEnding.size()));
  if (found == ids_.end()) return std::nullopt;
  cursor.accept(*word);
  return found->second;
}

std::vector<std::string> NameTable::expect_names_or_group(Cursor& cursor) const {
  const std::string word = cursor.expect_word("a name");
  const Group* group = find_group(word);
  if (group == nullptr) return expand_range(cursor, word);
  std::vector<std::string> names;
  for (const NodeRef& member : group->members) names.push_back(name_of(member));
  return names;
}

const std::string& NameTable::name_of(const NodeRef& node) const {
  if (const auto* person = std::get_if<PersonId>(&node)) return scenario_.people[person->index].name;
  return scenario_.clients[std::get<ClientId>(node).index].name;
}

std::string NameTable::names() const {
  constexpr std::size_t kShown = 8;
  std::string text;
  std::size_t count = 0;
  for (const auto& [name, id] : ids_) {
    if (count == kShown) return text + ", ...";
    text += (count++ == 0 ? "" : ", ") + name;
  }
  return text.empty() ? "the cast, which is empty (`people NAME...` declares it)" : text;
}

}  // namespace parley::sim::scenario
