#include "sim/explore/report_failure.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "sim/explore/limits.hpp"
#include "sim/explore/play.hpp"
#include "sim/play/sim_play.hpp"
#include "sim/report/page.hpp"
#include "sim/report/timeline.hpp"
#include "sim/shrink/edit.hpp"

namespace parley::sim::explore {
namespace {

namespace fs = std::filesystem;

/// Writes each event as a line, at once: the play may end in the middle.
class TraceWriter final : public TraceListener {
 public:
  explicit TraceWriter(const fs::path& path) : file_(std::fopen(path.c_str(), "wb"), &std::fclose) {
    if (file_ != nullptr) std::setvbuf(file_.get(), nullptr, _IOLBF, 1 << 16);
  }

  bool is_open() const { return file_ != nullptr; }
  void on_event(const TraceEvent& event) override { fmt::print(file_.get(), "{}\n", to_text(event)); }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

std::uint64_t lines_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::uint64_t lines = 0;
  for (std::string line; std::getline(file, line);) ++lines;
  return lines;
}

/// The picture of a play that may die: it is drawn in the turn of the last event that came before.
class Picture final : public TraceListener {
 public:
  Picture(const Reproduction& failing, std::string path, report::PageTitle title, std::uint64_t last)
      : failing_(failing), path_(std::move(path)), title_(std::move(title)), last_(last) {}

  void on_event(const TraceEvent& event) override {
    timeline_.on_event(event);
    at_ = event.at;
    if (++seen_ == last_ && dies()) draw();
  }

  void begin(const World& world) { timeline_.name_nodes(world); }

  void draw() {
    const PlayReport& report = failing_.play.report;
    timeline_.set_failure({at_, report.check, report.what, {}});
    const auto written = report::write_html(path_, timeline_, title_);
    static_cast<void>(written);  // A folder without a picture still says what is wrong.
  }

 private:
  bool dies() const { return failing_.play.report.check == "dies" || failing_.play.report.check == "hangs"; }

  const Reproduction& failing_;
  std::string path_;
  report::PageTitle title_;
  std::uint64_t last_;
  std::uint64_t seen_ = 0;
  Instant at_{};
  report::Timeline timeline_;
};

/// Plays once more, in a process of its own, with somebody who looks on.
void play_watched(const Reproduction& failing, TraceListener& listener,
                  const std::function<void(const scenario::SimPlay&)>& before,
                  const std::function<void()>& after) {
  play_isolated(
      [&] {
        scenario::SimPlay runner(failing.scenario, failing.seed, &listener);
        before(runner);
        runner.play();
        after();
        return PlayReport{};
      },
      limits::kShrinkPlaySeconds);
}

bool write(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file.good();
}

std::string source_of(const Reproduction& failing) {
  std::string text;
  for (const std::string& line : failing.scenario.source) text += line + "\n";
  return text;
}

void write_trace_and_picture(const FailureFolder& folder, const Reproduction& failing) {
  const fs::path trace = fs::path(folder.path) / "trace.txt";
  TraceWriter writer(trace);
  if (!writer.is_open()) return;
  play_watched(
      failing, writer, [](const auto& /*runner*/) {}, [] { std::fflush(nullptr); });
  const report::PageTitle title{failing.scenario.title, folder.scenario, failing.seed, folder.replay};
  Picture picture(failing, fs::path(folder.path) / "timeline.html", title, lines_in(trace));
  play_watched(
      failing, picture, [&](const scenario::SimPlay& runner) { picture.begin(runner.cluster().world()); },
      [&] { picture.draw(); });
}

/// What says something about a scenario as a whole cannot be shown with less of it.
bool is_about_the_whole(const std::string& check) {
  return check == scenario::kFaultNeverFired || check == scenario::kNeverEvaluated;
}

/// The same as its writer has it, which is what smaller ones are compared with; as it is where that does not
/// fail alike.
Reproduction rewritten(const Reproduction& failing) {
  const auto written = reparsed(failing.scenario);
  if (!written) return failing;
  Reproduction again = reproduce(*written, failing.seed, limits::kPlaySeconds);
  return again.play.report.check == failing.play.report.check ? again : failing;
}

}  // namespace

Result<FailureFolder> write_failure_folder(const std::string& dir, std::uint64_t seed,
                                           const Reproduction& failing) {
  const PlayReport& report = failing.play.report;
  FailureFolder folder;
  folder.path = (fs::path(dir) / fmt::format("{}-seed-{}", report.check, seed)).string();
  folder.scenario = (fs::path(folder.path) / "play.scenario").string();
  folder.replay = fmt::format("parley-sim run {} --seed {}", folder.scenario, failing.seed);
  if (failing.play.report.check == kReplayFailed) folder.replay += " --replay";
  std::error_code error;
  fs::remove_all(folder.path, error);
  fs::create_directories(folder.path, error);
  const bool written = write(folder.scenario, source_of(failing)) &&
                       write(fs::path(folder.path) / "replay.txt", folder.replay + "\n");
  if (!written) return Error{ErrorCode::kUnavailable, folder.path + " cannot be written"};
  if (!failing.play.stderr_tail.empty())
    write(fs::path(folder.path) / "stderr.txt", failing.play.stderr_tail);
  write_trace_and_picture(folder, failing);
  return folder;
}

void report_failure(const Reproduction& failing, const std::string& out, std::FILE* console,
                    const std::function<void(const std::string& line)>& tell) {
  Reproduction small = failing;
  if (!is_about_the_whole(failing.play.report.check)) {
    small = shrink_failure(rewritten(failing), [&](const ShrinkProgress& now) {
      if (!tell) return;
      tell(fmt::format("making it small: {} plays, {} steps, {} people", now.plays, now.steps, now.people));
    });
  }
  if (tell) tell({});
  fmt::print(console, "  {} steps of {} people, made small: {} steps of {} people\n",
             step_count(failing.scenario), failing.scenario.people.size(), step_count(small.scenario),
             small.scenario.people.size());
  for (const std::string& line : small.scenario.source) fmt::print(console, "    {}\n", line);
  fmt::print(console, "  {}: {}\n", small.play.report.check, small.play.report.what);
  const auto folder = write_failure_folder(out, failing.seed, small);
  if (folder) {
    fmt::print(console, "  folder: {}\n  replay: {}\n", folder->path, folder->replay);
  } else {
    fmt::print(console, "  {}\n", folder.error().message);
  }
  std::fflush(console);
}

}  // namespace parley::sim::explore
