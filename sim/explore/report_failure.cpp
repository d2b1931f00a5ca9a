#include "sim/explore/report_failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/explore/failure_folder.hpp"
#include "sim/explore/limits.hpp"
#include "sim/explore/shrink_failure.hpp"
#include "sim/play/run_result.hpp"
#include "sim/shrink/edit.hpp"

namespace parley::sim::explore {
namespace {

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
