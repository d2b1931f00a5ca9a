#include "sim/play/play_backend.hpp"

#include <utility>

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {

std::string InfeasibleStep::to_string() const {
  return "cannot be played in the real world: line " + std::to_string(line) + ": " + reason;
}

void PlayStatus::fail(std::string reason, const std::vector<PersonId>& concerned, const char* check) {
  fail_at(line_, std::move(reason), concerned, check);
}

void PlayStatus::fail_at(std::size_t line, std::string reason, const std::vector<PersonId>& concerned,
                         const char* check) {
  if (failure_) return;
  Failure failure{line, std::move(reason), {}, check};
  for (std::size_t i = 0; i < concerned.size() && i < limits::kScreensShown; ++i) {
    const PlayedPerson& person = cluster_.person(concerned[i]);
    failure.details.push_back("the end of " + person.name() + "'s screen:");
    for (const std::string& text : person.end_of_screen(limits::kScreenLinesShown)) {
      failure.details.push_back("  | " + text);
    }
  }
  failure_ = std::move(failure);
}

void PlayStatus::refuse(std::string reason) {
  if (!infeasible_) infeasible_ = InfeasibleStep{line_, std::move(reason)};
}

void PlayStatus::report(RunResult& result) const {
  result.interrupted = interrupted_;
  if (!interrupted_) result.failure = failure_;
  result.infeasible = infeasible_;
}

}  // namespace parley::sim::scenario
