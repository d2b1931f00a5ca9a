#include "sim/explore/reproduction.hpp"

#include "sim/explore/play.hpp"
#include "sim/language/parser.hpp"
#include "sim/language/writer.hpp"

namespace parley::sim::explore {
namespace {

/// The words at which a step or an expectation failed; nothing for what holds of the whole world.
std::string failing_words(const Reproduction& failing) {
  const PlayReport& report = failing.play.report;
  const auto& source = failing.scenario.source;
  if (report.line == 0 || report.line > source.size()) return {};
  return source[report.line - 1];
}

bool is_about_words(const std::string& check) { return check == "step" || check == "expectation"; }

}  // namespace

std::optional<scenario::Scenario> reparsed(const scenario::Scenario& scenario) {
  scenario::Parsed parsed = scenario::parse(scenario::to_text(scenario), scenario.file);
  if (!parsed.ok()) return std::nullopt;
  return std::move(parsed.scenario);
}

Reproduction reproduce(scenario::Scenario scenario, std::uint64_t seed, std::chrono::seconds bound) {
  Reproduction played{std::move(scenario), seed, {}};
  played.play = play_isolated(
      [&] { return play(played.scenario, seed, {.listener = nullptr, .recorded = true}); }, bound);
  return played;
}

bool same_failure(const Reproduction& first, const Reproduction& second) {
  const std::string& check = first.play.report.check;
  if (second.play.report.check != check) return false;
  return !is_about_words(check) || failing_words(first) == failing_words(second);
}

}  // namespace parley::sim::explore
