#include "apps/sim/run_command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <memory>

#include "apps/sim/scenario_files.hpp"
#include "sim/explore/failing.hpp"
#include "sim/explore/hand_over.hpp"
#include "sim/explore/limits.hpp"
#include "sim/explore/on_tape.hpp"
#include "sim/explore/twice.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/cursor.hpp"
#include "sim/scenario/folder_tapes.hpp"
#include "sim/scenario/report.hpp"
#include "sim/scenario/runner.hpp"
#include "sim/world/memory_tapes.hpp"
#include "sim/world/node.hpp"

namespace parley::sim {
namespace {

using scenario::Outcome;
using scenario::Runner;
using scenario::Scenario;

constexpr std::uint64_t kMostSeeds = 1'000'000;

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

/// The last events of a play that failed: it is played again, now with somebody who takes notes.
std::deque<std::string> last_events(const Scenario& failed, std::uint64_t seed) {
  scenario::EventTail tail;
  Runner(failed, seed, &tail).play();
  return tail.lines();
}

/// Plays it again, and says where that went another way.
bool same_again(const Scenario& played, std::uint64_t seed, explore::Twice& twice) {
  Runner runner(played, seed, &twice.second());
  runner.play();
  const auto parting = twice.parting();
  if (!parting) return true;
  fmt::print("  two plays of it differ from event {} on, at {}:\n    first:  {}\n    second: {}\n",
             parting->event, runner.stage().world().node(parting->node).name(), parting->first,
             parting->second);
  return false;
}

/// Writes the page; false where that is no longer possible.
bool draw(report::Timeline& timeline, const Runner& runner, const Outcome& outcome, const std::string& path) {
  const Scenario& played = runner.stage().scenario();
  timeline.name_nodes(runner.stage().world());
  if (const auto& failure = outcome.failure) {
    timeline.set_failure({Instant(outcome.virtual_time), failure->check, failure->reason, failure->details});
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
struct Records {
  std::unique_ptr<TraceFile> trace;
  std::unique_ptr<scenario::FolderTapes> tapes;
};

bool play_once(const Scenario& played, std::uint64_t seed, const RunOptions& options, TraceFile* trace,
               Tapes* tapes) {
  explore::Twice twice;
  report::Timeline timeline;
  scenario::RunnerOptions runner_options;
  runner_options.seed = seed;
  runner_options.tapes = tapes;
  if (trace != nullptr) runner_options.listeners.push_back(trace);
  if (options.check) runner_options.listeners.push_back(&twice.first());
  if (!options.html_file.empty()) runner_options.listeners.push_back(&timeline);
  if (trace != nullptr) trace->begin(played, seed);
  Runner runner(played, runner_options);
  const Outcome outcome = runner.play();
  fmt::print("{}\n", summary(played, outcome));
  if (!outcome.passed()) fmt::print("{}", explanation(played, outcome, last_events(played, seed)));
  const bool same = !options.check || same_again(played, seed, twice);
  const bool drawn = options.html_file.empty() || draw(timeline, runner, outcome, options.html_file);
  std::fflush(nullptr);
  return outcome.passed() && same && drawn;
}

/// Whether the tapes hold what they should.
bool tapes_are_whole(const Records& records) {
  if (!records.tapes || records.tapes->written()) return true;
  fmt::print(stderr, "parley-sim: {}\n", records.tapes->written().error().message);
  return false;
}

/// In this process.
bool play(const Scenario& played, std::uint64_t seed, const RunOptions& options, const Records& records) {
  if (!options.replay) {
    const bool passed = play_once(played, seed, options, records.trace.get(), records.tapes.get());
    return tapes_are_whole(records) && passed;
  }
  MemoryTapes tapes(recorder_options(options));
  const bool passed = play_once(played, seed, options, records.trace.get(), &tapes);
  const auto difference = explore::first_difference(tapes.tapes());
  if (!difference) return passed;
  fmt::print("FAIL  {}  seed {}\n  {}: {}\n", played.file, seed, explore::kReplayFailed, *difference);
  std::fflush(nullptr);
  return false;
}

/// In a process of its own, so that a play that kills the program leaves its folder too.
bool play_guarded(const Scenario& played, std::uint64_t seed, const RunOptions& options,
                  const Records& records) {
  const auto in_child = [&] {
    explore::PlayReport report;
    if (!play(played, seed, options, records)) report.check = "failed";
    return report;
  };
  const explore::IsolatedPlay child = explore::play_isolated(in_child, explore::limits::kPlaySeconds);
  if (!child.report.failed()) return true;
  if (child.report.check != "failed") {
    fmt::print("FAIL  {}  seed {}  {}: {}\n", played.file, seed, child.report.check, child.report.what);
  }
  explore::Failing failing = explore::play_apart(played, seed, explore::limits::kPlaySeconds);
  if (failing.play.report.failed()) explore::hand_over(failing, options.out);
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
bool open_records(const RunOptions& options, Records& records) {
  const auto refuse = [](const std::string& why) {
    fmt::print(stderr, "parley-sim: {}\n", why);
    return false;
  };
  if (!options.trace_file.empty()) {
    records.trace = std::make_unique<TraceFile>(options.trace_file);
    if (!records.trace->is_open()) return refuse(options.trace_file + " cannot be written");
  }
  if (options.tapes_to.empty()) return true;
  if (options.files.size() != 1 || options.seeds.first != options.seeds.last)
    return refuse("--record is of a single play: give one file and one seed");
  auto folder = scenario::TapeFolder::make(options.tapes_to);
  if (!folder) return refuse(folder.error().message);
  records.tapes = std::make_unique<scenario::FolderTapes>(
      *std::move(folder), recorder_options(options),
      std::set<std::string>(options.tapes_of.begin(), options.tapes_of.end()));
  return true;
}

}  // namespace

Result<SeedRange> SeedRange::parse(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto first = scenario::number_from(text.substr(0, dots));
  const auto last = dots == text.npos ? first : scenario::number_from(text.substr(dots + 2));
  if (!first || !last || *last < *first || *last - *first >= kMostSeeds) {
    return Error{ErrorCode::kMalformed, "seeds are a number, or a range such as 1..20"};
  }
  return SeedRange{*first, *last};
}

int run_scenarios(const RunOptions& options) {
  const auto scenarios = read_scenarios(options.files);
  if (!scenarios || (!options.html_file.empty() && !can_draw(options))) return 2;
  Records records;
  if (!open_records(options, records)) return 2;
  bool all_passed = true;
  for (const Scenario& each : *scenarios) {
    for (std::uint64_t seed = options.seeds.first; seed <= options.seeds.last; ++seed) {
      const bool passed = options.out.empty() ? play(each, seed, options, records)
                                              : play_guarded(each, seed, options, records);
      all_passed = passed && all_passed;
    }
  }
  return all_passed ? 0 : 1;
}

}  // namespace parley::sim
