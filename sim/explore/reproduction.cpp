#include "sim/explore/reproduction.hpp"

#include <utility>

#include "sim/explore/limits.hpp"
#include "sim/explore/play.hpp"
#include "sim/language/parser.hpp"
#include "sim/language/writer.hpp"
#include "sim/shrink/edit.hpp"
#include "sim/shrink/shrink.hpp"

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

using scenario::Scenario;

/// Tries candidates with a few seeds each, and remembers the last one that failed: the smallest.
class Tries {
 public:
  Tries(const Reproduction& first, const std::function<void(const ShrinkProgress&)>& tell)
      : first_(first), smallest_(first), tell_(tell) {
    note();
  }

  bool still_fails(const Scenario& candidate) {
    const auto written = reparsed(candidate);
    if (!written) return false;
    for (const std::uint64_t seed : {smallest_.seed, std::uint64_t{1}, std::uint64_t{2}}) {
      if (used_up()) return false;
      if (fails(*written, seed)) return true;
    }
    return false;
  }

  const Reproduction& smallest() const { return smallest_; }

 private:
  bool used_up() const {
    return told_.plays >= limits::kShrinkPlays || events_ >= limits::kShrinkEvents ||
           hangs_ >= limits::kShrinkHangs;
  }

  bool fails(const Scenario& candidate, std::uint64_t seed) {
    Reproduction played = reproduce(candidate, seed, limits::kShrinkPlaySeconds);
    events_ += played.play.report.events;
    if (played.play.report.check == "hangs") ++hangs_;
    ++told_.plays;
    const bool alike = same_failure(first_, played);
    if (alike) smallest_ = std::move(played);
    note();
    return alike;
  }

  void note() {
    told_.people = smallest_.scenario.people.size();
    told_.steps = step_count(smallest_.scenario);
    tell_(told_);
  }

  const Reproduction& first_;
  Reproduction smallest_;
  const std::function<void(const ShrinkProgress&)>& tell_;
  ShrinkProgress told_;
  std::uint64_t events_ = 0;
  std::size_t hangs_ = 0;
};

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

Reproduction shrink_failure(const Reproduction& failing,
                            const std::function<void(const ShrinkProgress&)>& tell) {
  Tries tries(failing, tell);
  shrink(failing.scenario, [&](const Scenario& candidate) { return tries.still_fails(candidate); });
  return tries.smallest();
}

}  // namespace parley::sim::explore
