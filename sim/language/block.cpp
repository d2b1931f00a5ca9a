#include "sim/language/block.hpp"

#include <utility>

namespace parley::sim::scenario {

void OpenBlock::open(BlockKind kind, std::size_t line) {
  kind_ = kind;
  line_ = line;
  indent_ = 0;
}

std::optional<std::string> OpenBlock::misplaced(std::size_t indent) {
  if (!is_open()) return "an indented line, expected it under `at the same time:` or `meanwhile:` only";
  if (indent_ == 0) indent_ = indent;
  if (indent == indent_) return std::nullopt;
  return "indented otherwise than the line above, expected " + std::to_string(indent_) + " blanks";
}

std::optional<std::string> OpenBlock::unfit(const StepBody& body) const {
  if (std::holds_alternative<Expectation>(body))
    return "an expectation in a block, expected it behind the block";
  if (std::holds_alternative<Wait>(body)) return "a pause in a block, expected it behind the block";
  if (std::holds_alternative<Workload>(body) && kind_ == BlockKind::kTogether)
    return "a workload at the same time, expected it under `meanwhile:` or by itself";
  const auto* people = std::get_if<PersonStep>(&body);
  if (people != nullptr && people->tries && kind_ != BlockKind::kRecorded) return kTriesElsewhere;
  if (people != nullptr && people->in_turn) return "`in turn` in a block, expected that all act at once";
  return std::nullopt;
}

Step OpenBlock::close() {
  const std::size_t line = std::exchange(line_, 0);
  std::vector<TimedStep> steps = std::exchange(steps_, {});
  if (kind_ != BlockKind::kTogether) {
    return {line, Meanwhile{std::move(steps), kind_ == BlockKind::kRecorded}};
  }
  Together together;
  for (TimedStep& each : steps) together.steps.push_back(std::move(each.step));
  return {line, std::move(together)};
}

}  // namespace parley::sim::scenario
