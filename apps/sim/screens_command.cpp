#include "apps/sim/screens_command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/sim/scenario_files.hpp"
#include "sim/play/report.hpp"
#include "sim/play/sim_play.hpp"

namespace parley::sim {
namespace {

namespace fs = std::filesystem;

fs::path screen_file(const std::string& folder, const std::string& scenario_file) {
  return fs::path(folder) / fs::path(scenario_file).stem().concat(".screen");
}

int write(const fs::path& path, const std::string& text) {
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file) return 0;
  fmt::print(stderr, "parley-sim: {} cannot be written\n", path.string());
  return 2;
}

/// The first line in which two texts differ, both versions of it.
std::string difference(const std::string& expected, const std::string& got) {
  std::istringstream left(expected);
  std::istringstream right(got);
  std::string was;
  std::string is;
  for (int number = 1;; ++number) {
    const bool more_left = static_cast<bool>(std::getline(left, was));
    const bool more_right = static_cast<bool>(std::getline(right, is));
    if (more_left && more_right && was == is) continue;
    return fmt::format("line {}\n  - {}\n  + {}\n", number, more_left ? was : "(the end)",
                       more_right ? is : "(the end)");
  }
}

int compare(const fs::path& path, const std::string& text) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    fmt::print(stderr, "parley-sim: {} cannot be read\n", path.string());
    return 2;
  }
  std::ostringstream kept;
  kept << file.rdbuf();
  if (kept.str() == text) {
    fmt::print("SAME  {}\n", path.string());
    return 0;
  }
  fmt::print("DIFFERENT  {}, {}", path.string(), difference(kept.str(), text));
  return 1;
}

int show(const scenario::Scenario& played, const ScreensOptions& options) {
  scenario::SimPlay runner(played, options.seed);
  const scenario::RunResult outcome = runner.play();
  if (!outcome.passed()) {
    fmt::print("{}\n{}", summary(played, outcome), explanation(played, outcome, {}));
    return 1;
  }
  const std::string text = transcript(runner.cluster());
  if (!options.write_to.empty()) return write(screen_file(options.write_to, played.file), text);
  if (!options.compare_with.empty()) return compare(screen_file(options.compare_with, played.file), text);
  fmt::print("{}", text);
  return 0;
}

}  // namespace

int show_screens(const ScreensOptions& options) {
  const auto scenarios = read_scenarios(options.files);
  if (!scenarios) return 2;
  int worst = 0;
  for (const scenario::Scenario& each : *scenarios) worst = std::max(worst, show(each, options));
  return worst;
}

}  // namespace parley::sim
