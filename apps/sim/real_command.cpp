#include "apps/sim/real_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "apps/sim/scenario_files.hpp"
#include "sim/play/report.hpp"
#include "sim/real/feasibility.hpp"
#include "sim/real/private_network.hpp"
#include "sim/real/real_play.hpp"
#include "sim/real/world_comparison.hpp"

namespace parley::sim {
namespace {

using scenario::RunResult;
using scenario::Scenario;

constexpr int kPassed = 0;
constexpr int kFailed = 1;
constexpr int kUnusable = 2;
constexpr int kUnplayable = 3;
constexpr int kInterrupted = 130;
constexpr auto kTurnPatience = std::chrono::minutes(10);

int report_error(const std::string& message) {
  fmt::print(stderr, "parley-sim: {}\n", message);
  return kUnusable;
}

void write_screens(const std::string& folder, const Scenario& played, const std::string& transcript) {
  if (folder.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  const auto name = std::filesystem::path(played.file).stem().concat(".screen");
  std::ofstream(std::filesystem::path(folder) / name, std::ios::binary) << transcript;
}

int code_of(const RunResult& result) {
  if (result.interrupted) return kInterrupted;
  if (result.infeasible) return kUnplayable;
  return result.passed() ? kPassed : kFailed;
}

struct RealOutcome {
  RunResult result;
  std::string transcript;
};

RealOutcome play_on(const real::Programs& programs, const Scenario& played, const RealOptions& options,
                    scenario::TapeFolder* tapes) {
  RealOutcome outcome;
  outcome.result.in_real_world = true;
  outcome.result.infeasible = real::find_infeasible(played, std::chrono::seconds(options.patience_s));
  if (outcome.result.infeasible) return outcome;
  real::RealPlay play(played, programs, tapes);
  outcome.result = play.play();
  outcome.transcript = play.transcript();
  return outcome;
}

int play(const real::Programs& programs, const Scenario& played, const RealOptions& options,
         scenario::TapeFolder* tapes) {
  const auto [result, transcript] = play_on(programs, played, options, tapes);
  fmt::print("{}\n{}", summary(played, result), explanation(played, result, {}));
  std::fflush(stdout);
  write_screens(options.screens_to, played, transcript);
  const int code = code_of(result);
  if (!options.and_simulated || code > kFailed) return code;
  const auto comparison = real::compare_with_simulated(played, result, transcript);
  fmt::print("{}", comparison.words);
  return comparison.agree ? code : kFailed;
}

/// What weighs more of two: a failure more than a play that could not be.
int worse(int left, int right) {
  const auto weight = [](int code) { return code == kFailed ? 10 : code; };
  return weight(left) > weight(right) ? left : right;
}

/// The folder for tapes; nothing where none are asked for.
Result<std::optional<scenario::TapeFolder>> folder_for_tapes(const RealOptions& options) {
  if (options.tapes_to.empty()) return std::optional<scenario::TapeFolder>();
  if (options.files.size() != 1) return Error{ErrorCode::kMalformed, "--record is for one file at a time"};
  auto made = scenario::TapeFolder::make(options.tapes_to);
  if (!made) return made.error();
  return std::optional(*std::move(made));
}

}  // namespace

int play_on_programs(const RealOptions& options) {
  const auto scenarios = read_scenarios(options.files);
  if (!scenarios) return kUnusable;
  const auto programs = real::Programs::find(options.programs);
  if (!programs) return report_error(programs.error().message);
  auto tapes = folder_for_tapes(options);
  if (!tapes) return report_error(tapes.error().message);
  Result<adapters::FileDescriptor> turn{adapters::FileDescriptor()};
  if (options.shared_loopback || !real::enter_private_network())
    turn = real::take_shared_loopback(kTurnPatience);
  if (!turn) return report_error(turn.error().message);
  int worst = kPassed;
  for (const Scenario& each : *scenarios) {
    const int code = play(*programs, each, options, *tapes ? &**tapes : nullptr);
    worst = worse(worst, code);
    if (code == kInterrupted) return code;
  }
  return worst;
}

}  // namespace parley::sim
