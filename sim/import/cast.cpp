#include "sim/import/cast.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits.hpp"
#include "base/name.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/parser.hpp"

namespace parley::sim::importing {
namespace {

using scenario::NodeRef;
using scenario::PersonId;
using scenario::PersonStep;

constexpr std::size_t kNumberBytes = 6;     // That may have to stand behind a name.
constexpr std::uint16_t kFirstPort = 6001;  // As the language has it, for those whom it gives one.

/// Its letters that are allowed in a name.
std::string name_like(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (UserName::parse(std::string(1, c))) result += c;
  }
  return result.substr(0, parley::limits::kNameBytes - kNumberBytes);
}

bool does_something(const ActivityBody& what) {
  return !std::holds_alternative<Remark>(what) && !std::holds_alternative<Effect>(what) &&
         !std::holds_alternative<Unknown>(what);
}

/// Those who speak v2 first, then by name, guest2 before guest10, so that many can be written as a range.
using Order = std::tuple<bool, std::string, std::size_t, std::string>;

std::vector<std::pair<Order, std::size_t>> in_order(const merge::MergedTapes& session,
                                                    const SessionReader& reader,
                                                    const std::set<std::size_t>& nodes) {
  std::vector<std::pair<Order, std::size_t>> sorted;
  for (const std::size_t node : nodes) {
    const bool known = node < session.nodes().size();
    if (known && session.nodes()[node].kind == merge::NodeKind::kRegistry) continue;
    const std::string name = known ? session.nodes()[node].name : "";
    const std::size_t digits = name.size() - (name.find_last_not_of("0123456789") + 1);
    const bool v1 = known && reader.dialect(node) == wire::Dialect::kV1;
    sorted.push_back({{v1, name.substr(0, name.size() - digits), digits, name}, node});
  }
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

}  // namespace

/// The language's own parser decides: the name alone, and in a list.
bool is_usable_name(const std::string& name) {
  const std::string text =
      "# t\npeople first " + name + " last\n\n" + name + " starts\nfirst, " + name + " and last start\n";
  const scenario::Parsed parsed = scenario::parse(text, {});
  if (!parsed.ok() || parsed.scenario.people.size() != 3) return false;
  const PersonStep alone{{PersonId{1}}, false, scenario::Start{}, false};
  const PersonStep listed{{PersonId{0}, PersonId{1}, PersonId{2}}, false, scenario::Start{}, false};
  return parsed.scenario.steps[0].body == scenario::StepBody(alone) &&
         parsed.scenario.steps[1].body == scenario::StepBody(listed);
}

Cast::Cast(const merge::MergedTapes& session, const SessionReader& reader, const ActivityLog& log)
    : refs_(session.nodes().size() + 1) {
  std::set<std::size_t> acting;
  for (const Activity& each : log.activities) {
    if (does_something(each.what)) acting.insert(each.node);
  }
  for (const auto& [order, node] : in_order(session, reader, acting)) {
    if (people_.size() + clients_.size() == scenario::limits::kMaxParticipants) break;
    const std::string wanted = node < session.nodes().size() ? session.nodes()[node].name : "";
    if (reader.is_client(node)) {
      refs_[node] = scenario::ClientId{clients_.size()};
      clients_.push_back({new_name(wanted, "stranger")});
      continue;
    }
    refs_[node] = PersonId{people_.size()};
    const std::string name = new_name(wanted, "somebody");
    const auto port = static_cast<std::uint16_t>(kFirstPort + people_.size());
    people_.push_back({name, reader.dialect(node), name + "'s password", port});
  }
}

/// As near to the wanted one as possible.
std::string Cast::new_name(const std::string& wanted, const std::string& otherwise) {
  std::string stem = UserName::parse(wanted) ? wanted : name_like(wanted);
  if (stem.empty()) stem = otherwise;
  std::string name = stem;
  for (std::size_t number = 2; !is_usable_name(name) || taken_.contains(name); ++number) {
    name = stem.substr(0, parley::limits::kNameBytes - kNumberBytes) + "_" + std::to_string(number);
  }
  taken_.insert(name);
  return name;
}

}  // namespace parley::sim::importing
