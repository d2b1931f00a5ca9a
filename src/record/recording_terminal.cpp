#include "record/recording_terminal.hpp"

#include "base/limits.hpp"
#include "record/mask_text.hpp"
#include "record/pseudonyms.hpp"
#include "wire/text.hpp"

namespace parley::record {
namespace {

using tape::EntryKind;

std::string_view mask_hidden(std::string_view line, Pseudonyms& pseudonyms, std::string& scratch) {
  if (line.size() <= limits::kSecretBytes && wire::is_utf8(line)) {
    pseudonyms.append(line, {}, scratch);
  } else {
    append_hidden(line, scratch);
  }
  return scratch;
}

/// Choices are of one character.
std::string_view mask_choice(std::string_view line, std::string& scratch) {
  if (wire::trimmed(line).size() <= 1) return line;
  append_redacted(line, scratch);
  return scratch;
}

/// Whether the line is shown of a datagram of the room.
bool is_of_room(Style style, std::string_view line) {
  return style == Style::kOther || line.starts_with("System:");
}

}  // namespace

void RecordingTerminal::set_handler(TerminalHandler* handler) {
  handler_ = handler;
  terminal_.set_handler(handler == nullptr ? nullptr : this);
}

void RecordingTerminal::print(Style style, std::string_view line) {
  if (!recorder_.ended()) {
    recorder_.output(
        {.kind = EntryKind::kPrint, .number = static_cast<std::int64_t>(style), .text = masked(style, line)});
  }
  terminal_.print(style, line);
}

std::string_view RecordingTerminal::masked(Style style, std::string_view line) {
  if (!is_of_room(style, line)) return mask_digests(line, recorder_.scratch());
  return recorder_.keeps_text() ? line : fill_shown(line, recorder_.scratch());
}

void RecordingTerminal::ask(const Question& question) {
  question_ = question.kind;
  recorder_.output(
      {.kind = EntryKind::kAsk, .number = static_cast<std::int64_t>(question.kind), .text = question.prompt});
  terminal_.ask(question);
}

void RecordingTerminal::on_line(std::string_view line) {
  if (!recorder_.ended()) {
    const bool hidden = echo_of(question_) == Echo::kHidden;
    recorder_.input({.kind = EntryKind::kLine, .number = hidden ? 1 : 0, .text = masked(line)});
  }
  handler_->on_line(line);
}

std::string_view RecordingTerminal::masked(std::string_view line) {
  switch (question_) {
    case QuestionKind::kPassword:
      return mask_hidden(line, recorder_.pseudonyms(), recorder_.scratch());
    case QuestionKind::kWelcomeMenu:
    case QuestionKind::kMainMenu:
      return mask_choice(line, recorder_.scratch());
    case QuestionKind::kChatLine:
      return recorder_.keeps_text() ? line : fill_typed(line, recorder_.scratch());
    default:
      return line;
  }
}

void RecordingTerminal::on_end_of_input() {
  recorder_.input({.kind = EntryKind::kEndOfInput});
  handler_->on_end_of_input();
}

void RecordingTerminal::on_interrupt() {
  recorder_.input({.kind = EntryKind::kInterrupt});
  handler_->on_interrupt();
}

Result<std::optional<std::string>> RecordingPins::find(const HostPort& registry) {
  recorder_.output({.kind = EntryKind::kFindPin, .text = registry.to_string()});
  auto found = pins_.find(registry);
  const bool is_there = found && found->has_value();
  recorder_.answer({.kind = EntryKind::kPinFound,
                    .number = outcome_of(found, is_there),
                    .text = is_there ? std::string_view(**found) : message_of(found)});
  return found;
}

Result<void> RecordingPins::save(const HostPort& registry, const std::string& key_fingerprint) {
  recorder_.output({.kind = EntryKind::kSavePin, .text = registry.to_string() + " " + key_fingerprint});
  auto saved = pins_.save(registry, key_fingerprint);
  recorder_.answer({.kind = EntryKind::kPinSaved, .number = outcome_of(saved), .text = message_of(saved)});
  return saved;
}

}  // namespace parley::record
