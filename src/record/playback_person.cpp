#include "record/playback_person.hpp"

#include <utility>

namespace parley::record {

using tape::EntryKind;

void PlaybackTerminal::print(Style style, std::string_view line) { add(style, std::string(line)); }

void PlaybackTerminal::ask(const Question& question) {
  question_ = question.prompt;
  hidden_ = echo_of(question.kind) == Echo::kHidden;
}

void PlaybackTerminal::add(Style style, std::string text) {
  if (lines_.size() == kLines) lines_.pop_front();
  lines_.push_back({style, std::move(text)});
}

Result<void> PlaybackTerminal::line(const tape::Entry& input) {
  if (handler_ == nullptr || !question_) return impossible("a line is typed, and the core asks for none");
  if (input_ended_) return impossible("a line is typed behind the end of the input");
  add(Style::kPrompt, *question_ + (hidden_ ? std::string() : std::string(input.text)));
  question_.reset();
  handler_->on_line(input.text);
  return {};
}

Result<void> PlaybackTerminal::end_of_input() {
  if (handler_ == nullptr) return impossible("the input ends, and the core does not listen to it");
  if (std::exchange(input_ended_, true)) return impossible("the input has ended before");
  handler_->on_end_of_input();
  return {};
}

Result<void> PlaybackTerminal::interrupt() {
  if (handler_ == nullptr) return impossible("somebody presses ^C, and the core does not listen");
  handler_->on_interrupt();
  return {};
}

Result<std::optional<std::string>> PlaybackPins::find(const HostPort& /*registry*/) {
  const tape::Entry* answer = answers_.next(EntryKind::kPinFound);
  std::string pinned(answer != nullptr ? answer->text : std::string_view());
  const auto outcome = answers_.outcome(EntryKind::kPinFound, true);
  if (outcome.error) return *outcome.error;
  if (!outcome.yes) return std::optional<std::string>();
  return std::optional<std::string>(std::move(pinned));
}

Result<void> PlaybackPins::save(const HostPort& /*registry*/, const std::string& /*key_fingerprint*/) {
  const auto outcome = answers_.outcome(EntryKind::kPinSaved, false);
  return outcome.error ? Result<void>(*outcome.error) : Result<void>();
}

}  // namespace parley::record
