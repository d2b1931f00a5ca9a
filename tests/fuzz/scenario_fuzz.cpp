// Scenario files: whatever the bytes, each error names a line of the file, and what is read whole can be
// played, and is the same when it is written and read again.

#include <algorithm>
#include <string>

#include "base/check.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/parser.hpp"
#include "sim/language/writer.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace parley::fuzz {

void run(std::string_view input) {
  const auto parsed = sim::scenario::parse(input, "fuzz.scenario");
  const auto line_ends = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n'));
  for (const auto& error : parsed.errors) {
    PARLEY_CHECK(error.line <= line_ends + 1);
    PARLEY_CHECK(!error.message.empty());
  }
  if (!parsed.ok()) return;
  PARLEY_CHECK(!parsed.scenario.title.empty());
  const std::string written = sim::scenario::to_text(parsed.scenario);
  PARLEY_CHECK(written.size() > sim::scenario::limits::kFileBytes ||
               sim::scenario::parse(written, "fuzz.scenario").scenario == parsed.scenario);
  for (const auto& step : parsed.scenario.steps) PARLEY_CHECK(step.line >= 1 && step.line <= line_ends + 1);
}

}  // namespace parley::fuzz
