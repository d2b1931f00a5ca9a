#include "sim/language/name_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/name.hpp"
#include "sim/language/cursor.hpp"
#include "sim/language/limits.hpp"
#include "wire/text.hpp"

namespace parley::sim::scenario {
namespace {

std::string hex(char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto value = static_cast<std::uint8_t>(byte);
  return {'\\', 'x', kDigits[value >> 4], kDigits[value & 0xf]};
}

std::string escaped(char c, bool readable) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\\':
      return "\\\\";
    case '"':
      return "\\\"";
    default:
      break;
  }
  const auto value = static_cast<std::uint8_t>(c);
  const bool plain = value >= 0x20 && value != 0x7f && (value < 0x80 || readable);
  return plain ? std::string(1, c) : hex(c);
}

struct Repetition {
  std::size_t unit = 1;   ///< Bytes.
  std::size_t count = 1;  ///< How often it stands there.
};

/// The repetition that begins the text, where one is long enough to be worth its words.
Repetition repetition(std::string_view text) {
  constexpr std::size_t kLongestUnit = 8;
  constexpr std::size_t kWorthIt = 40;
  for (std::size_t unit = 1; unit <= std::min(kLongestUnit, text.size() / 2); ++unit) {
    std::size_t end = unit;
    while (end < text.size() && text[end] == text[end - unit]) ++end;
    if (end >= kWorthIt && end >= 4 * unit) return {unit, end / unit};
  }
  return {};
}

}  // namespace

std::string quoted(std::string_view text) {
  const bool readable = wire::is_utf8(text);
  std::string result = "\"";
  for (const char c : text) result += escaped(c, readable);
  return result + "\"";
}

std::string written_bytes(std::string_view bytes) {
  std::string result;
  std::size_t plain = 0;  // Where what was not yet written begins.
  const auto write = [&result](const std::string& piece) { result += (result.empty() ? "" : " ") + piece; };
  for (std::size_t at = 0; at < bytes.size();) {
    const Repetition found = repetition(bytes.substr(at));
    if (found.count == 1) {
      ++at;
      continue;
    }
    if (at > plain) write(quoted(bytes.substr(plain, at - plain)));
    write(std::to_string(found.count) + " x " + quoted(bytes.substr(at, found.unit)));
    at += found.unit * found.count;
    plain = at;
  }
  if (plain < bytes.size() || result.empty()) write(quoted(bytes.substr(plain)));
  return result;
}

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
