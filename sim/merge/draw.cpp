#include "sim/merge/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/merge/timeline_writer.hpp"

namespace parley::sim::merge {
namespace {

constexpr std::size_t kMaxNames = 6;
constexpr std::size_t kLongestFiles = 120;

std::string people_in_words(const std::vector<Node>& nodes) {
  std::string words;
  const std::size_t shown = std::min(nodes.size(), kMaxNames);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == nodes.size();
    words += i == 0 ? "" : (is_last ? " and " : ", ");
    words += nodes[i].name;
  }
  if (nodes.size() > shown) words += fmt::format(" and {} more", nodes.size() - shown);
  return words;
}

}  // namespace

Result<report::Timeline> draw(const MergedTapes& session, std::optional<Instant> until) {
  report::Timeline timeline;
  for (std::size_t i = 0; i < session.nodes().size(); ++i) {
    timeline.name_node(NodeId{static_cast<std::uint32_t>(i)}, session.nodes()[i].name);
  }
  TimelineWriter writer(session, timeline);
  const auto visited = session.visit(
      [&writer](const MergedEntry& merged) {
        writer.take(merged);
        return true;
      },
      until);
  if (!visited) return visited.error();
  return timeline;
}

report::PageTitle title_of(const MergedTapes& session, const std::string& command) {
  std::string files;
  for (const Tape& tape : session.tapes()) {
    files += files.empty() ? "" : ", ";
    files += tape.name.substr(tape.name.rfind('/') + 1);
  }
  if (files.size() > kLongestFiles) files = fmt::format("{} tapes", session.tapes().size());
  return {"Recorded: " + people_in_words(session.nodes()), files, std::nullopt, command, session.remarks()};
}

}  // namespace parley::sim::merge
