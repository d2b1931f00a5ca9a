#include "record/playback_answers.hpp"

namespace parley::record {

CallOutcome CallOutcome::of(const Entry& entry, bool may_be_yes) {
  constexpr auto kLastCode = static_cast<std::int64_t>(ErrorCode::kFull);
  CallOutcome outcome;
  if (entry.number == kNo || entry.number == kYes) {
    outcome.valid = entry.number == kNo || may_be_yes;
    outcome.yes = entry.number == kYes;
  } else if (entry.number >= kFailed && entry.number <= kFailed + kLastCode) {
    outcome.valid = true;
    outcome.error = Error{static_cast<ErrorCode>(entry.number - kFailed), std::string(entry.text)};
  }
  return outcome;
}

Error impossible(std::string why) { return {ErrorCode::kCorrupt, std::move(why)}; }

CallOutcome PlaybackAnswers::outcome(EntryKind kind, bool may_be_yes) {
  const Entry* entry = next(kind);
  if (entry == nullptr) return {true, false, std::nullopt};
  auto outcome = CallOutcome::of(*entry, may_be_yes);
  if (outcome.valid) return outcome;
  report_violation("no port answers with an outcome of " + std::to_string(entry->number));
  return {true, false, std::nullopt};
}

}  // namespace parley::record
