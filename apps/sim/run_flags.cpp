#include "apps/sim/run_flags.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace parley::sim {
namespace {

constexpr int kWrongFlag = 2;

}  // namespace

SeedRange parse_seeds(const std::string& text) {
  const auto seeds = SeedRange::parse(text);
  if (!seeds) throw CLI::ValidationError("seeds", seeds.error().message);
  return *seeds;
}

void RunFlags::add_to(CLI::App& app) {
  command_ = app.add_subcommand("run", "Play scenarios, in the simulated world or on the shipping programs");
  command_->add_option("files", simulated_.files, "Scenario files")->required();
  const auto take = [this](const std::string& text) { simulated_.seeds = parse_seeds(text); };
  command_->add_option_function<std::string>("--seed", take, "A seed, or a range of them: N or A..B");
  command_->add_option("--trace", simulated_.trace_file, "Write every event to this file");
  command_->add_option("--html", simulated_.html_file, "Draw the play: one page for any browser");
  command_->add_flag("--check", simulated_.check, "Play each twice, and compare event for event");
  command_->add_option("--out", simulated_.out, "A play that fails leaves a folder below this one");
  add_tapes();
  add_world();
}

void RunFlags::add_tapes() {
  auto* record = command_->add_option("--record", simulated_.tapes_to,
                                      "Write a tape of each program into this folder, new or empty");
  record->type_name("DIR");
  command_->add_option("--record-only", simulated_.record_only, "Of these alone: registry, or people's names")
      ->needs(record)
      ->type_name("NAME...");
  const auto take_text = [this](const std::string& text) { simulated_.keep_text = text == "yes"; };
  command_
      ->add_option_function<std::string>("--record-text", take_text,
                                         "no: what people write is filler of the same length on the tapes")
      ->check(CLI::IsMember({"yes", "no"}).description(""))
      ->type_name("yes|no");
  command_->add_flag("--replay", simulated_.replay, "Record each play, and replay its tapes")
      ->excludes(record);
}

/// The real world's part of it.
void RunFlags::add_world() {
  command_
      ->add_option(
          "--world", world_,
          "sim: simulated; real: the shipping programs over loopback; both: one and the other, compared")
      ->check(CLI::IsMember({"sim", "real", "both"}).description(""))
      ->type_name("sim|real|both")
      ->capture_default_str();
  command_
      ->add_option("--programs", real_.programs,
                   "The folder of parley-registry and parley-peer; else parley-sim's")
      ->type_name("DIR");
  command_->add_option("--patience", real_.patience_s, "How long the waits of a real play may be in all")
      ->type_name("SECONDS")
      ->capture_default_str();
  command_
      ->add_option("--screens", real_.screens_to,
                   "Write what each person of a real play saw into this folder")
      ->type_name("DIR");
  command_->add_flag("--shared-loopback", real_.shared_loopback,
                     "Use this machine's own loopback, one play at a time, not a private one");
  command_->footer(
      "Exit codes: 0 all passed, 1 one failed, 2 a wrong flag or file, 3 one cannot be played in the real "
      "world, 130 ^C.");
}

bool RunFlags::parsed() const { return command_->parsed(); }

int RunFlags::run() {
  if (world_ == "sim") return run_scenarios(simulated_);
  for (const char* flag :
       {"--seed", "--trace", "--html", "--check", "--out", "--record-only", "--record-text", "--replay"}) {
    if (command_->count(flag) == 0) continue;
    std::cerr << flag << " is for the simulated world alone\n";
    return kWrongFlag;
  }
  real_.files = simulated_.files;
  real_.tapes_to = simulated_.tapes_to;
  real_.and_simulated = world_ == "both";
  return play_on_programs(real_);
}

}  // namespace parley::sim
