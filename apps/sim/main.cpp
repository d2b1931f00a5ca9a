#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <utility>

#include "apps/sim/explore_command.hpp"
#include "apps/sim/real_command.hpp"
#include "apps/sim/replay_command.hpp"
#include "apps/sim/run_command.hpp"
#include "apps/sim/scenario_files.hpp"
#include "apps/sim/screens_command.hpp"
#include "sim/explore/limits.hpp"

namespace parley::sim {
namespace {

constexpr int kUsage = 2;

/// Takes the seeds from the command line; a throw is CLI11's way to refuse a value.
SeedRange seeds_from(const std::string& text) {
  const auto seeds = SeedRange::parse(text);
  if (!seeds) throw CLI::ValidationError("seeds", seeds.error().message);
  return *seeds;
}

CLI::App* add_run(CLI::App& app, RunOptions& options) {
  CLI::App* run =
      app.add_subcommand("run", "Play scenarios, in the simulated world or on the shipping programs");
  run->add_option("files", options.files, "Scenario files")->required();
  const auto take = [&options](const std::string& text) { options.seeds = seeds_from(text); };
  run->add_option_function<std::string>("--seed", take, "A seed, or a range of them: N or A..B");
  run->add_option("--trace", options.trace_file, "Write every event to this file");
  run->add_option("--html", options.html_file, "Draw the play: one page for any browser");
  run->add_flag("--check", options.check, "Play each twice, and compare event for event");
  run->add_option("--out", options.out, "A play that fails leaves a folder below this one");
  return run;
}

/// The real world's part of `run`.
void add_world(CLI::App& run, std::string& world, RealOptions& options) {
  run.add_option(
         "--world", world,
         "sim: simulated; real: the shipping programs over loopback; both: one and the other, compared")
      ->check(CLI::IsMember({"sim", "real", "both"}).description(""))
      ->type_name("sim|real|both")
      ->capture_default_str();
  run.add_option("--programs", options.programs,
                 "The folder of parley-registry and parley-peer; else parley-sim's")
      ->type_name("DIR");
  run.add_option("--patience", options.patience_s, "How long the waits of a real play may be in all")
      ->type_name("SECONDS")
      ->capture_default_str();
  run.add_option("--screens", options.screens_to,
                 "Write what each person of a real play saw into this folder")
      ->type_name("DIR");
  run.add_option("--record", options.tapes_to,
                 "Write a tape of each program of a real play into this folder, which must be new or empty")
      ->type_name("DIR");
  run.add_flag("--shared-loopback", options.shared_loopback,
               "Use this machine's own loopback, one play at a time, not a private one");
  run.footer(
      "Exit codes: 0 all passed, 1 one failed, 2 a wrong flag or file, 3 one cannot be played in the real "
      "world, 130 ^C.");
}

/// `run`, in the world that was asked for.
int run_in(const std::string& world, const CLI::App& run, const RunOptions& simulated, RealOptions real) {
  if (world == "sim" && !real.tapes_to.empty()) {
    std::cerr << "--record is for the real world: --world real\n";
    return kUsage;
  }
  if (world == "sim") return run_scenarios(simulated);
  for (const char* flag : {"--seed", "--trace", "--html", "--check", "--out"}) {
    if (run.count(flag) == 0) continue;
    std::cerr << flag << " is for the simulated world: no play of the real one is as the one before\n";
    return kUsage;
  }
  real.files = simulated.files;
  real.and_simulated = world == "both";
  return play_on_programs(real);
}

CLI::App* add_explore(CLI::App& app, ExploreCommand& command) {
  CLI::App* explore = app.add_subcommand("explore", "Play random scenarios, and make small what fails");
  const auto take_seeds = [&command](const std::string& text) { command.seeds = seeds_from(text); };
  explore->add_option_function<std::string>("--seeds", take_seeds, "The seeds: N or A..B");
  const auto take_time = [&command](const std::string& text) {
    const auto time = parse_time(text);
    if (!time) throw CLI::ValidationError("--time", time.error().message);
    command.time = *time;
  };
  explore->add_option_function<std::string>("--time", take_time, "For how long: 60s, 5min");
  explore->add_option("--jobs", command.jobs, "Plays at a time")
      ->check(CLI::Range(std::size_t{1}, explore::limits::kJobs));
  explore->add_option("--peers", command.peers, "People in each play; else as the seed has it")
      ->check(CLI::Range(std::size_t{1}, explore::limits::kMostPeople));
  explore->add_option("--out", command.out, "Where a failure's folder is made");
  explore->add_flag("--keep-going", command.keep_going, "Go on after a failure, to find other ones");
  return explore;
}

CLI::App* add_screens(CLI::App& app, ScreensOptions& options) {
  CLI::App* screens = app.add_subcommand("screens", "Show what each person of a scenario saw");
  screens->add_option("files", options.files, "Scenario files")->required();
  screens->add_option("--seed", options.seed, "The seed");
  auto* write =
      screens->add_option("--write", options.write_to, "Write a transcript for each into this folder");
  screens->add_option("--compare", options.compare_with, "Compare with the transcripts in this folder")
      ->excludes(write);
  return screens;
}

int run(int argc, char** argv) {
  CLI::App app{"Plays Parley in a simulated world"};
  app.require_subcommand(1);
  RunOptions run_options;
  ScreensOptions screens_options;
  std::vector<std::string> files;
  ExploreCommand explore_command;
  std::string world = "sim";
  RealOptions real_options;
  CLI::App* run = add_run(app, run_options);
  add_world(*run, world, real_options);
  const CLI::App* explore = add_explore(app, explore_command);
  const CLI::App* screens = add_screens(app, screens_options);
  ReplayCommand replay_command;
  const CLI::App* replay = add_replay(app, replay_command);
  CLI::App* check = app.add_subcommand("check", "Only read scenarios, and say what is wrong with them");
  check->add_option("files", files, "Scenario files")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (run->parsed()) return run_in(world, *run, run_options, std::move(real_options));
  if (explore->parsed()) return explore_seeds(explore_command);
  if (screens->parsed()) return show_screens(screens_options);
  if (replay->parsed()) return replay_tapes(replay_command);
  return check_scenarios(files);
}

}  // namespace
}  // namespace parley::sim

int main(int argc, char** argv) { return parley::sim::run(argc, argv); }
