#include "apps/sim/run_command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <memory>

#include "apps/sim/scenario_files.hpp"
#include "sim/explore/determinism_check.hpp"
#include "sim/explore/limits.hpp"
#include "sim/explore/play.hpp"
#include "sim/explore/report_failure.hpp"
#include "sim/explore/reproduction.hpp"
#include "sim/language/cursor.hpp"
#include "sim/play/file_tapes.hpp"
#include "sim/play/report.hpp"
#include "sim/play/sim_play.hpp"
#include "sim/programs/tapes.hpp"
#include "sim/report/page.hpp"
#include "sim/world/node.hpp"

namespace parley::sim {
namespace {

using scenario::RunResult;
using scenario::Scenario;
using scenario::SimPlay;

constexpr std::uint64_t kMaxSeeds = 1'000'000;

/// Writes every event as a line of text.
class TraceFile final : public TraceListener {
 public:
  explicit TraceFile(const std::string& path) : file_(std::fopen(path.c_str(), "wb"), &std::fclose) {}

  bool is_open() const { return file_ != nullptr; }
  void begin(const Scenario& played, std::uint64_t seed) {
    fmt::print(file_.get(), "# {} seed {}\n", played.file, seed);
  }
  void on_event(const TraceEvent& event) override { fmt::print(file_.get(), "{}\n", to_text(event)); }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

/// The last events of a play that failed: it is played again, now with a listener.
std::deque<std::string> last_events(const Scenario& failed, std::uint64_t seed) {
  scenario::EventTail tail;
  SimPlay(failed, seed, &tail).play();
  return tail.lines();
}

/// Plays it again, and prints where that play differed.
bool is_deterministic(const Scenario& played, std::uint64_t seed,
                      explore::DeterminismCheck& determinism_check) {
  SimPlay runner(played, seed, &determinism_check.second());
  runner.play();
  const auto divergence = determinism_check.divergence();
  if (!divergence) return true;
  fmt::print("  two plays of it differ from event {} on, at {}:\n    first:  {}\n    second: {}\n",
             divergence->event, runner.cluster().world().node(divergence->node).name(), divergence->first,
             divergence->second);
  return false;
}

/// Writes the page; false where it cannot be written.
bool draw(report::Timeline& timeline, const SimPlay& runner, const RunResult& outcome,
          const std::string& path) {
  const Scenario& played = runner.cluster().scenario();
  timeline.name_nodes(runner.cluster().world());
  if (const auto& failure = outcome.failure) {
    timeline.set_failure({Instant(outcome.time), failure->check, failure->reason, failure->details});
  }
  const std::string replay = fmt::format("parley-sim run {} --seed {}", played.file, outcome.seed);
  const auto written = report::write_html(path, timeline, {played.title, played.file, outcome.seed, replay});
  if (written.has_error()) fmt::print(stderr, "parley-sim: {}\n", written.error().message);
  return written.has_value();
}

record::RecorderOptions recorder_options(const RunOptions& options) {
  record::RecorderOptions recorder;
  recorder.keep_text = options.keep_text;
  return recorder;
}

/// Where everything about the plays of a run goes, as far as it is wanted.
struct Outputs {
  std::unique_ptr<TraceFile> trace;
  std::unique_ptr<scenario::FileTapes> tapes;
};

bool play_once(const Scenario& played, std::uint64_t seed, const RunOptions& options, TraceFile* trace,
               Tapes* tapes) {
  explore::DeterminismCheck determinism_check;
  report::Timeline timeline;
  scenario::SimPlayOptions runner_options;
  runner_options.seed = seed;
  runner_options.tapes = tapes;
  if (trace != nullptr) runner_options.listeners.push_back(trace);
  if (options.check) runner_options.listeners.push_back(&determinism_check.first());
  if (!options.html_file.empty()) runner_options.listeners.push_back(&timeline);
  if (trace != nullptr) trace->begin(played, seed);
  SimPlay runner(played, runner_options);
  const RunResult outcome = runner.play();
  fmt::print("{}\n", summary(played, outcome));
  if (!outcome.passed()) fmt::print("{}", explanation(played, outcome, last_events(played, seed)));
  const bool same = !options.check || is_deterministic(played, seed, determinism_check);
  const bool drawn = options.html_file.empty() || draw(timeline, runner, outcome, options.html_file);
  std::fflush(nullptr);
  return outcome.passed() && same && drawn;
}

/// Whether the tapes hold what they should.
bool tapes_written(const Outputs& outputs) {
  if (!outputs.tapes || outputs.tapes->written()) return true;
  fmt::print(stderr, "parley-sim: {}\n", outputs.tapes->written().error().message);
  return false;
}

/// In this process.
bool play(const Scenario& played, std::uint64_t seed, const RunOptions& options, const Outputs& outputs) {
  if (!options.replay) {
    const bool passed = play_once(played, seed, options, outputs.trace.get(), outputs.tapes.get());
    return tapes_written(outputs) && passed;
  }
  MemoryTapes tapes(recorder_options(options));
  const bool passed = play_once(played, seed, options, outputs.trace.get(), &tapes);
  const auto difference = explore::first_difference(tapes.tapes());
  if (!difference) return passed;
  fmt::print("FAIL  {}  seed {}\n  {}: {}\n", played.file, seed, explore::kReplayFailed, *difference);
  std::fflush(nullptr);
  return false;
}

/// In a process of its own, so that a play that kills the program leaves its folder too.
bool play_in_child(const Scenario& played, std::uint64_t seed, const RunOptions& options,
                   const Outputs& outputs) {
  const auto in_child = [&] {
    explore::PlayReport report;
    if (!play(played, seed, options, outputs)) report.check = "failed";
    return report;
  };
  const explore::IsolatedPlay child = explore::play_isolated(in_child, explore::limits::kPlaySeconds);
  if (!child.report.failed()) return true;
  if (child.report.check != "failed") {
    fmt::print("FAIL  {}  seed {}  {}: {}\n", played.file, seed, child.report.check, child.report.what);
  }
  explore::Reproduction failing = explore::reproduce(played, seed, explore::limits::kPlaySeconds);
  if (failing.play.report.failed()) explore::report_failure(failing, options.out);
  return false;
}

/// Whether a page can be drawn: of one play alone, into a file that can be written.
bool can_draw(const RunOptions& options) {
  if (options.files.size() != 1 || options.seeds.first != options.seeds.last) {
    fmt::print(stderr, "parley-sim: --html draws a single play: give one file and one seed\n");
    return false;
  }
  if (std::ofstream(options.html_file, std::ios::app)) return true;
  fmt::print(stderr, "parley-sim: {} cannot be written\n", options.html_file);
  return false;
}

/// Opens what is to be written besides; false, and why on stderr, where it cannot be.
bool open_outputs(const RunOptions& options, Outputs& outputs) {
  const auto refuse = [](const std::string& why) {
    fmt::print(stderr, "parley-sim: {}\n", why);
    return false;
  };
  if (!options.trace_file.empty()) {
    outputs.trace = std::make_unique<TraceFile>(options.trace_file);
    if (!outputs.trace->is_open()) return refuse(options.trace_file + " cannot be written");
  }
  if (options.tapes_to.empty()) return true;
  if (options.files.size() != 1 || options.seeds.first != options.seeds.last)
    return refuse("--record is of a single play: give one file and one seed");
  auto folder = scenario::TapeFolder::make(options.tapes_to);
  if (!folder) return refuse(folder.error().message);
  outputs.tapes = std::make_unique<scenario::FileTapes>(
      *std::move(folder), recorder_options(options),
      std::set<std::string>(options.record_only.begin(), options.record_only.end()));
  return true;
}

}  // namespace

Result<SeedRange> SeedRange::parse(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto first = scenario::number_from(text.substr(0, dots));
  const auto last = dots == text.npos ? first : scenario::number_from(text.substr(dots + 2));
  if (!first || !last || *last < *first || *last - *first >= kMaxSeeds) {
    return Error{ErrorCode::kMalformed, "seeds are a number, or a range such as 1..20"};
  }
  return SeedRange{*first, *last};
}

int run_scenarios(const RunOptions& options) {
  const auto scenarios = read_scenarios(options.files);
  if (!scenarios || (!options.html_file.empty() && !can_draw(options))) return 2;
  Outputs outputs;
  if (!open_outputs(options, outputs)) return 2;
  bool all_passed = true;
  for (const Scenario& each : *scenarios) {
    for (std::uint64_t seed = options.seeds.first; seed <= options.seeds.last; ++seed) {
      const bool passed = options.out.empty() ? play(each, seed, options, outputs)
                                              : play_in_child(each, seed, options, outputs);
      all_passed = passed && all_passed;
    }
  }
  return all_passed ? 0 : 1;
}

}  // namespace parley::sim
