#include "sim/play/transcript.hpp"

#include <algorithm>
#include <string_view>

namespace parley::sim::scenario {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

void hide_fingerprints(std::string& text) {
  constexpr std::string_view kMark = "SHA256:";
  constexpr std::string_view kHidden = "<fingerprint>";
  for (std::size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at)) {
    at += kMark.size();
    const std::size_t end = std::min(text.find_first_not_of("0123456789abcdefABCDEF", at), text.size());
    text.replace(at, end - at, kHidden);
  }
}

Names names_of(const SimCluster& cluster) {
  Names names;
  const HostPort& registry = cluster.peer_config().registry;
  names.emplace_back(registry.to_string(), "<registry>");
  for (std::size_t i = 0; i < cluster.scenario().people.size(); ++i) {
    const SimPerson& person = cluster.person(PersonId{i});
    names.emplace_back(person.address().to_string() + ":", "<" + person.name() + ">:");
  }
  return names;
}

}  // namespace

std::string normalised(std::string line, const Names& names) {
  hide_fingerprints(line);
  for (const auto& [address, name] : names) replace_all(line, address, name);
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string transcript(const SimCluster& cluster) {
  const Names names = names_of(cluster);
  std::string text = "# " + cluster.scenario().title + "\n";
  for (std::size_t i = 0; i < cluster.scenario().people.size(); ++i) {
    const SimPerson& person = cluster.person(PersonId{i});
    text += "\n== " + person.name() + "\n";
    for (const std::string& line : person.end_of_screen(person.line_count() + 1)) {
      text += normalised(line, names) + "\n";
    }
  }
  return text;
}

}  // namespace parley::sim::scenario
