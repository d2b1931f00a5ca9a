#include "sim/scenario/roster.hpp"

#include <algorithm>
#include <array>

#include "base/name.hpp"
#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {
namespace {

/// Words with which a step may begin, or which stand where a name may: nobody is called so.
constexpr std::array<std::string_view, 28> kTaken = {
    "people", "client", "clients", "everyone", "nobody", "registry", "room",    "rooms",     "online", "no",
    "within", "for",    "at",      "wait",     "the",    "crash",    "restart", "partition", "heal",   "lose",
    "stop",   "and",    "in",      "always",   "pause",  "packets",  "repeat",  "resume"};

constexpr std::uint16_t kFirstPeerPort = 6001;

struct Numbered {
  std::string_view stem;
  std::size_t number = 0;
};

std::optional<Numbered> numbered(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  if (last == std::string_view::npos) return std::nullopt;
  const auto number = number_from(name.substr(last + 1), limits::kCast);
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
    cursor.fail("`" + word + "` is no range, expected one such as `guest1..guest50`");
    return {};
  }
  std::vector<std::string> names;
  for (std::size_t i = first->number; i <= last->number; ++i) {
    names.push_back(std::string(first->stem) + std::to_string(i));
  }
  return names;
}

void Roster::declare(Cursor& cursor, const std::string& word,
                     const std::function<Id(const std::string&)>& add) {
  for (const std::string& name : expand_range(cursor, word)) {
    if (!UserName::parse(name)) {
      cursor.fail("`" + name + "` cannot be a name, expected 1-32 letters, digits, `_` or `-`");
    } else if (std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end()) {
      cursor.fail("`" + name + "` is a word of the language, expected another name");
    } else if (ids_.contains(name)) {
      cursor.fail("`" + name + "` is in the cast already, expected another name");
    } else if (ids_.size() == limits::kCast) {
      cursor.fail("the cast is full, expected at most " + std::to_string(limits::kCast) + " names");
    }
    if (cursor.failed()) return;
    ids_.emplace(name, add(name));
  }
}

void Roster::declare_people(Cursor& cursor) {
  const std::size_t first = scenario_.people.size();
  const auto add = [this](const std::string& name) -> Id {
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

void Roster::declare_clients(Cursor& cursor) {
  const auto add = [this](const std::string& name) -> Id {
    scenario_.clients.push_back({name});
    return ClientId{scenario_.clients.size() - 1};
  };
  do {
    declare(cursor, cursor.expect_word("a name"), add);
  } while (!cursor.at_end());
}

std::optional<Roster::Id> Roster::find(const std::string& name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? std::nullopt : std::optional<Id>(found->second);
}

bool Roster::begins_subject(std::string_view word) const {
  return word == "everyone" || ids_.contains(word) || word.find("..") != std::string_view::npos;
}

void Roster::expect_names(Cursor& cursor, Subject& subject) const {
  for (const std::string& name : expand_range(cursor, cursor.expect_word("a name"))) {
    const auto id = find(name);
    if (!id) {
      cursor.fail("`" + name + "` is nobody here, expected one of " + names());
      return;
    }
    if (const auto* person = std::get_if<PersonId>(&*id)) subject.people.push_back(*person);
    if (const auto* client = std::get_if<ClientId>(&*id)) subject.clients.push_back(*client);
  }
}

Subject Roster::expect_subject(Cursor& cursor) const {
  Subject subject;
  if (cursor.accept("everyone")) {
    for (std::size_t i = 0; i < scenario_.people.size(); ++i) subject.people.push_back({i});
    if (subject.people.empty())
      cursor.fail("`everyone` is nobody here, expected a line `people NAME...` before");
  } else {
    do {
      expect_names(cursor, subject);
    } while (cursor.accept_mark(',') || cursor.accept("and"));
  }
  subject.in_turn = cursor.accept("in turn");
  return subject;
}

std::vector<NodeRef> Roster::expect_nodes(Cursor& cursor) const {
  std::vector<NodeRef> nodes;
  do {
    if (cursor.accept("the registry") || cursor.accept("registry")) {
      nodes.emplace_back(TheRegistry{});
      continue;
    }
    Subject subject;
    if (cursor.peek_word() == "everyone") {
      subject = expect_subject(cursor);
    } else {
      expect_names(cursor, subject);
    }
    nodes.insert(nodes.end(), subject.people.begin(), subject.people.end());
    nodes.insert(nodes.end(), subject.clients.begin(), subject.clients.end());
  } while (cursor.accept_mark(',') || cursor.accept("and"));
  return nodes;
}

std::string Roster::names() const {
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
