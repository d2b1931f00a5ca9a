#include "apps/sim/replay_command.hpp"

#include <fmt/format.h>
#include <sys/mman.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <system_error>

#include "apps/sim/session_page.hpp"
#include "apps/sim/tape_player.hpp"
#include "sim/language/cursor.hpp"
#include "sim/process/child_process.hpp"

namespace parley::sim {
namespace {

/// Memory that a process and its child share.
class SharedProgress {
 public:
  SharedProgress() {
    void* memory =
        ::mmap(nullptr, sizeof(ReplayProgress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
    place_ = new (memory) ReplayProgress;
  }
  ~SharedProgress() { ::munmap(place_, sizeof(ReplayProgress)); }
  SharedProgress(const SharedProgress&) = delete;
  SharedProgress& operator=(const SharedProgress&) = delete;

  ReplayProgress& operator*() const { return *place_; }

 private:
  ReplayProgress* place_;
};

/// Replays a tape in a process of its own: where the core fails a check, that is the tape's verdict, and
/// the others have theirs.
TapeVerdict play_in_child(const std::string& path, const ReplayCommand& command) {
  const SharedProgress place;
  process::ChildProcess child(
      [&](process::ChildProcess::Ends /*ends*/) {
        const auto verdict = play_tape(path, command, *place);
        std::fflush(nullptr);
        return static_cast<int>(verdict);
      },
      {});
  const int code = child.wait_for_end();
  for (const auto verdict : {TapeVerdict::kEqual, TapeVerdict::kUnreadable}) {
    if (code == static_cast<int>(verdict)) return verdict;
  }
  if (code < 0) {
    fmt::print("{}: different: the program died ({}) of this input:\n{}", path, ::strsignal(-code),
               input_after(path, (*place).entries));
  }
  return TapeVerdict::kDifferent;
}

}  // namespace

CLI::App* add_replay(CLI::App& app, ReplayCommand& command) {
  CLI::App* replay = app.add_subcommand("replay", "Drive a program with its tape, and compare what it does");
  replay->add_option("tapes", command.tapes, "Tapes, as parley-registry and parley-peer --record write them")
      ->required();
  const auto take_time = [&command](const std::string& text) {
    command.until = scenario::duration_from(text);
    if (!command.until)
      throw CLI::ValidationError("--until", "a time is 500ms, 12.5s or 2min, at most a day");
  };
  replay->add_option_function<std::string>("--until", take_time,
                                           "Stop behind the last turn up to this time of the tape: 12.5s");
  replay->add_flag("--state", command.state,
                   "Show the rooms and sessions, or the person's screen, at the end");
  replay->add_flag("--entries", command.entries, "First list all that the tape has, in words");
  replay->add_option("--html", command.html_file,
                     "Draw the tapes of one session together: one page for any browser");
  replay->footer(
      "Exit codes: 0 all equal, as far as the tapes go; 1 one is different, or its program died; 2 a wrong "
      "flag; 3 one cannot be read, or not to its end, or is not of this program.");
  return replay;
}

int replay_tapes(const ReplayCommand& command) {
  bool different = false;
  bool unreadable = false;
  for (const auto& path : command.tapes) {
    const TapeVerdict verdict = play_in_child(path, command);
    different = different || verdict == TapeVerdict::kDifferent;
    unreadable = unreadable || verdict == TapeVerdict::kUnreadable;
  }
  const bool draws = !command.html_file.empty();
  const int drawn = draws ? write_session_page(command.tapes, command.until, command.html_file) : 0;
  if (different) return static_cast<int>(TapeVerdict::kDifferent);
  if (unreadable) return static_cast<int>(TapeVerdict::kUnreadable);
  return drawn;
}

}  // namespace parley::sim
