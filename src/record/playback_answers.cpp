#include "record/playback_answers.hpp"

namespace parley::record {

CallOutcome CallOutcome::of(const tape::Entry& entry, bool may_be_yes) {
  constexpr auto kLastCode = static_cast<std::int64_t>(ErrorCode::kFull);
  CallOutcome outcome;
  if (entry.number == tape::kNo || entry.number == tape::kYes) {
    outcome.valid = entry.number == tape::kNo || may_be_yes;
    outcome.yes = entry.number == tape::kYes;
  } else if (entry.number >= tape::kFailed && entry.number <= tape::kFailed + kLastCode) {
    outcome.valid = true;
    outcome.error = Error{static_cast<ErrorCode>(entry.number - tape::kFailed), std::string(entry.text)};
  }
  return outcome;
}

Error impossible(std::string why) { return {ErrorCode::kCorrupt, std::move(why)}; }

CallOutcome PlaybackAnswers::outcome(tape::EntryKind kind, bool may_be_yes) {
  const tape::Entry* entry = next(kind);
  if (entry == nullptr) return {true, false, std::nullopt};
  auto outcome = CallOutcome::of(*entry, may_be_yes);
  if (outcome.valid) return outcome;
  report_violation("a port answers with the unknown outcome " + std::to_string(entry->number));
  return {true, false, std::nullopt};
}

}  // namespace parley::record
