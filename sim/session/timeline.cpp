#include "sim/session/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/session/draughtsman.hpp"

namespace parley::sim::session {
namespace {

constexpr std::size_t kMostNames = 6;
constexpr std::size_t kLongestFiles = 120;

std::string people_in_words(const std::vector<Node>& nodes) {
  std::string words;
  const std::size_t shown = std::min(nodes.size(), kMostNames);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == nodes.size();
    words += i == 0 ? "" : (is_last ? " and " : ", ");
    words += nodes[i].name;
  }
  if (nodes.size() > shown) words += fmt::format(" and {} more", nodes.size() - shown);
  return words;
}

}  // namespace

Result<report::Timeline> draw(const Session& session, std::optional<Instant> until) {
  report::Timeline timeline;
  for (std::size_t i = 0; i < session.nodes().size(); ++i) {
    timeline.name_node(NodeId{static_cast<std::uint32_t>(i)}, session.nodes()[i].name);
  }
  Draughtsman draughtsman(session, timeline);
  const auto visited = session.visit(
      [&draughtsman](const Moment& moment) {
        draughtsman.take(moment);
        return true;
      },
      until);
  if (!visited) return visited.error();
  return timeline;
}

report::PageTitle title_of(const Session& session, const std::string& command) {
  std::string files;
  for (const Tape& tape : session.tapes()) {
    files += files.empty() ? "" : ", ";
    files += tape.name.substr(tape.name.rfind('/') + 1);
  }
  if (files.size() > kLongestFiles) files = fmt::format("{} tapes", session.tapes().size());
  return {"Recorded: " + people_in_words(session.nodes()), files, std::nullopt, command, session.remarks()};
}

}  // namespace parley::sim::session
