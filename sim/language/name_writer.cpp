#include "sim/language/name_writer.hpp"

#include <algorithm>
#include <optional>

#include "base/name.hpp"
#include "sim/language/cursor.hpp"
#include "sim/language/limits.hpp"

namespace parley::sim::scenario {
namespace {

using namespace std::chrono_literals;

/// `count` over 10^digits, exactly: `1.5` for 1500 and 3.
std::string decimal(std::uint64_t count, std::size_t digits) {
  std::string text = std::to_string(count);
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  text.insert(text.size() - digits, ".");
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

struct Numbered {
  std::string stem;
  std::size_t number = 0;
};

/// A name that a range may stand for.
std::optional<Numbered> numbered(const std::string& name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  if (last == std::string::npos || !UserName::parse(name)) return std::nullopt;
  const auto number = number_from(std::string_view(name).substr(last + 1), limits::kMaxParticipants);
  if (!number || std::to_string(*number) != name.substr(last + 1)) return std::nullopt;
  return Numbered{name.substr(0, last + 1), *number};
}

/// How many names from `first` on are neighbours of one another.
std::size_t run_length(const std::vector<std::string>& names, std::size_t first) {
  const auto begin = numbered(names[first]);
  if (!begin) return 1;
  std::size_t length = 1;
  while (first + length < names.size() &&
         names[first + length] == begin->stem + std::to_string(begin->number + length)) {
    ++length;
  }
  return length;
}

}  // namespace

std::string to_text(Duration time) {
  const auto ns = static_cast<std::uint64_t>(time.count());
  if (time > 0s && time % 1min == 0s) return std::to_string(time / 1min) + "min";
  if (time >= 1s || time == 0s) return decimal(ns, 9) + "s";
  return time >= 1ms ? decimal(ns, 6) + "ms" : decimal(ns, 3) + "us";
}

std::string for_time(const ForTime& time) { return time ? " for " + to_text(*time) : ""; }

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kShortestRange = 3;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < names.size();) {
    const std::size_t length = run_length(names, i);
    const bool range = length >= kShortestRange;
    parts.push_back(range ? names[i] + ".." + names[i + length - 1] : names[i]);
    i += range ? length : 1;
  }
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  }
  return text;
}

std::string NameWriter::name(const NodeRef& node) const {
  if (const auto* person = std::get_if<PersonId>(&node)) return scenario_.people[person->index].name;
  if (const auto* client = std::get_if<ClientId>(&node)) return scenario_.clients[client->index].name;
  return "registry";
}

bool NameWriter::is_everyone(const Nodes& nodes) const {
  if (nodes.size() < 2 || nodes.size() != scenario_.people.size()) return false;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i] != NodeRef(PersonId{i})) return false;
  }
  return true;
}

NameWriter::Who NameWriter::who(const Nodes& nodes) const {
  if (is_everyone(nodes)) return {"everyone", false};
  for (const Group& group : scenario_.groups) {
    if (group.members == nodes) return {group.name, false};
  }
  std::vector<std::string> names;
  for (const NodeRef& node : nodes) names.push_back(name(node));
  return {listed(names), names.size() > 1};
}

}  // namespace parley::sim::scenario
