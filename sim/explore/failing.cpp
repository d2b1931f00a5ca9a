#include "sim/explore/failing.hpp"

#include "sim/explore/play.hpp"
#include "sim/scenario/parser.hpp"
#include "sim/scenario/writer.hpp"

namespace parley::sim::explore {
namespace {

/// The words at which a step or an expectation failed; nothing for what holds of the whole world.
std::string failing_words(const Failing& failing) {
  const PlayReport& report = failing.play.report;
  const auto& source = failing.scenario.source;
  if (report.line == 0 || report.line > source.size()) return {};
  return source[report.line - 1];
}

bool is_about_words(const std::string& check) { return check == "step" || check == "expectation"; }

}  // namespace

std::optional<scenario::Scenario> as_written(const scenario::Scenario& scenario) {
  scenario::Parsed parsed = scenario::parse(scenario::to_text(scenario), scenario.file);
  if (!parsed.ok()) return std::nullopt;
  return std::move(parsed.scenario);
}

Failing play_apart(scenario::Scenario scenario, std::uint64_t seed, std::chrono::seconds bound) {
  Failing played{std::move(scenario), seed, {}};
  played.play = play_isolated(
      [&] { return play(played.scenario, seed, {.listener = nullptr, .on_tape = true}); }, bound);
  return played;
}

bool fails_alike(const Failing& first, const Failing& second) {
  const std::string& check = first.play.report.check;
  if (second.play.report.check != check) return false;
  return !is_about_words(check) || failing_words(first) == failing_words(second);
}

}  // namespace parley::sim::explore
