#include "sim/play/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::size_t kEventBytesShown = 160;

std::string_view source_line(const Scenario& scenario, std::size_t line) {
  if (line == 0 || line > scenario.source.size()) return {};
  const std::string_view text = scenario.source[line - 1];
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

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

Names names_of(const Cluster& cluster) {
  Names names{{kRegistryAddress, "<registry>"}};
  const std::vector<Person>& people = cluster.scenario().people;
  for (std::size_t i = 0; i < people.size(); ++i) {
    names.emplace_back(cluster.address_of(PersonId{i}).to_string() + ":", "<" + people[i].name + ">:");
  }
  return names;
}

std::string_view verdict(const RunResult& result) {
  if (result.interrupted) return "STOP";
  if (result.infeasible) return "SKIP";
  return result.passed() ? "PASS" : "FAIL";
}

}  // namespace

std::string summary(const Scenario& scenario, const RunResult& result) {
  std::string line = fmt::format("{}  {}  ", verdict(result), scenario.file);
  if (result.in_real_world) {
    line += fmt::format("real world  {:.1f} s", std::chrono::duration<double>(result.time).count());
  } else {
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(result.time).count();
    line += fmt::format("seed {}  {}.{:06} s  {} events  hash {:016x}", result.seed, us / 1'000'000,
                        us % 1'000'000, result.events, result.trace_hash);
  }
  if (result.failure) line += fmt::format("  line {}", result.failure->line);
  return line;
}

std::string explanation(const Scenario& scenario, const RunResult& result,
                        const std::deque<std::string>& last_events) {
  if (result.infeasible) return "  " + scenario.file + ": " + result.infeasible->to_string() + "\n";
  if (!result.failure) return {};
  const Failure& failure = *result.failure;
  std::string text = fmt::format("  {}:{}: {}\n  {}: {}\n", scenario.file, failure.line,
                                 source_line(scenario, failure.line), failure.check, failure.reason);
  for (const std::string& detail : failure.details) text += "  " + detail + "\n";
  if (!last_events.empty()) text += "  the last events:\n";
  for (const std::string& event : last_events) text += "    " + event + "\n";
  if (result.in_real_world)
    return text + fmt::format("  again: parley-sim run --world real {}\n", scenario.file);
  return text + fmt::format("  replay: parley-sim run {} --seed {}\n", scenario.file, result.seed);
}

std::string normalised(std::string line, const Names& names) {
  hide_fingerprints(line);
  for (const auto& [address, name] : names) replace_all(line, address, name);
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string transcript(Cluster& cluster) {
  const Names names = names_of(cluster);
  std::string text = "# " + cluster.scenario().title + "\n";
  for (std::size_t i = 0; i < cluster.scenario().people.size(); ++i) {
    const PlayedPerson& person = cluster.person(PersonId{i});
    text += "\n== " + person.name() + "\n";
    for (const std::string& line : person.end_of_screen(person.line_count() + 1)) {
      text += normalised(line, names) + "\n";
    }
  }
  return text;
}

void EventTail::on_event(const TraceEvent& event) {
  if (lines_.size() == limits::kEventsShown) lines_.pop_front();
  TraceEvent shown = event;
  shown.bytes = shown.bytes.substr(0, kEventBytesShown);
  lines_.push_back(to_text(shown));
}

}  // namespace parley::sim::scenario
