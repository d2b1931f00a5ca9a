#include "sim/explore/exploration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/explore/limits.hpp"
#include "sim/explore/play.hpp"
#include "sim/explore/report_failure.hpp"
#include "sim/explore/reproduction.hpp"
#include "sim/explore/totals.hpp"
#include "sim/explore/worker_pool.hpp"
#include "sim/generate/generator.hpp"
#include "sim/language/parser.hpp"
#include "sim/language/writer.hpp"

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 100ms;

/// As it would stand in a file; with errors where what the generator has made cannot be read.
scenario::Parsed scenario_of(std::uint64_t seed, std::size_t people) {
  return scenario::parse(scenario::to_text(generate(seed, people)), fmt::format("seed-{}.scenario", seed));
}

PlayReport play_seed(std::uint64_t seed, const ExploreOptions& options) {
  const auto generated = scenario_of(seed, options.people);
  PlayReport report;
  if (generated.ok()) {
    report = play(generated.scenario, seed,
                  {.listener = nullptr, .recorded = seed % options.seeds_per_replay == 0});
  } else {
    report.check = "generator";
    report.what =
        "the generator has written a scenario that cannot be read: " + generated.errors.front().to_string();
  }
  report.seed = seed;
  return report;
}

class Exploration {
 public:
  explicit Exploration(const ExploreOptions& options)
      : options_(options),
        progress_(options.console, options.on_terminal),
        began_(options.elapsed()),
        next_(options.first) {}

  int run() {
    play_all();
    progress_.clear();
    fmt::print(options_.console, "{}", totals_.summary(options_.elapsed() - began_, options_.jobs));
    for (const auto& [check, report] : failures_) explain(report);
    const auto gaps =
        options_.interrupted() || !failures_.empty() ? std::vector<std::string>() : totals_.gaps();
    for (const std::string& gap : gaps) fmt::print(options_.console, "FAIL  {}\n", gap);
    std::fflush(options_.console);
    return failures_.empty() && gaps.empty() ? 0 : 1;
  }

 private:
  Duration elapsed() const { return options_.elapsed() - began_; }

  bool wants_more() const {
    if (next_ > options_.last || options_.interrupted()) return false;
    if (!failures_.empty() && !options_.keep_going) return false;
    return !options_.time || elapsed() < *options_.time;
  }

  void play_all() {
    WorkerPool pool(options_.jobs,
                    [&options = options_](std::uint64_t seed) { return play_seed(seed, options); });
    while (wants_more() || (pool.busy() > 0 && !options_.interrupted())) {
      while (wants_more() && pool.assign(next_)) ++next_;
      for (const PlayReport& report : pool.wait(kPatience)) take(report);
      progress_.show(totals_, elapsed());
    }
  }

  void take(const PlayReport& report) {
    totals_.add(report);
    if (!report.failed()) return;
    // Without more to come there is one entry, that of the lowest seed.
    const std::string key = options_.keep_going ? report.check : std::string();
    const auto [known, is_new] = failures_.emplace(key, report);
    if (!is_new && report.seed < known->second.seed) known->second = report;
    if (!is_new || !options_.keep_going) return;
    progress_.clear();
    fmt::print(options_.console, "seed {}: {}: {}\n", report.seed, report.check, report.what);
  }

  void explain(const PlayReport& report) {
    fmt::print(options_.console, "FAIL  seed {}: {}\n  {}\n", report.seed, report.check, report.what);
    const auto generated = scenario_of(report.seed, options_.people);
    if (!generated.ok()) return;
    const Reproduction failing = reproduce(generated.scenario, report.seed, limits::kPlaySeconds);
    if (failing.play.report.check != report.check) {
      fmt::print(options_.console, "  which did not happen when it was played again: {}\n",
                 failing.play.report.failed() ? failing.play.report.what : "it passed");
      return;
    }
    report_failure(failing, options_.out, options_.console, [this](const std::string& line) {
      if (line.empty()) return progress_.clear();
      progress_.show(line, elapsed());
    });
  }

  const ExploreOptions& options_;
  Progress progress_;
  Duration began_;
  std::uint64_t next_;
  Totals totals_;
  std::map<std::string, PlayReport> failures_;  ///< By check: the lowest seed of each.
};

}  // namespace

int explore(const ExploreOptions& options) { return Exploration(options).run(); }

}  // namespace parley::sim::explore
