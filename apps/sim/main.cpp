#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <utility>

#include "apps/file_limit.hpp"
#include "apps/sim/explore_command.hpp"
#include "apps/sim/import_command.hpp"
#include "apps/sim/replay_command.hpp"
#include "apps/sim/run_flags.hpp"
#include "apps/sim/scenario_files.hpp"
#include "apps/sim/screens_command.hpp"
#include "sim/explore/limits.hpp"

namespace parley::sim {
namespace {

constexpr int kUsage = 2;

CLI::App* add_explore(CLI::App& app, ExploreCommand& command) {
  CLI::App* explore = app.add_subcommand("explore", "Play random scenarios, and make small what fails");
  const auto take_seeds = [&command](const std::string& text) { command.seeds = parse_seeds(text); };
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
      ->check(CLI::Range(std::size_t{1}, explore::limits::kMaxPeople));
  explore->add_option("--out", command.out, "Where a failure's folder is made");
  explore->add_flag("--replay", command.replay, "Replay the tapes of each play, not of every tenth");
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
  ScreensOptions screens_options;
  std::vector<std::string> files;
  ExploreCommand explore_command;
  RunFlags run_flags;
  run_flags.add_to(app);
  const CLI::App* explore = add_explore(app, explore_command);
  const CLI::App* screens = add_screens(app, screens_options);
  ReplayCommand replay_command;
  const CLI::App* replay = add_replay(app, replay_command);
  ImportCommand import_command;
  const CLI::App* import = add_import(app, import_command);
  CLI::App* check = app.add_subcommand("check", "Only read scenarios, and say what is wrong with them");
  check->add_option("files", files, "Scenario files")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (run_flags.parsed()) return run_flags.run();
  if (explore->parsed()) return explore_seeds(explore_command);
  if (screens->parsed()) return show_screens(screens_options);
  apps::raise_file_limit();  // A session's tapes are read side by side.
  if (replay->parsed()) return replay_tapes(replay_command);
  if (import->parsed()) return import_tapes(import_command);
  return check_scenarios(files);
}

}  // namespace
}  // namespace parley::sim

int main(int argc, char** argv) { return parley::sim::run(argc, argv); }
