#include "sim/play/played_person.hpp"

#include <algorithm>

namespace parley::sim::scenario {
namespace {

bool is_start(const PersonAction& action) { return std::holds_alternative<Start>(action); }

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

void PlayedPerson::begin(const PersonAction& action, bool thinks) {
  tasks_.push_back({action, thinks});
  if (state_ == State::kIdle) open_task();
}

void PlayedPerson::abandon() {
  tasks_.clear();
  error_.reset();
  state_ = State::kIdle;
  ++lines_begun_;
}

void PlayedPerson::open_task() {
  const PersonAction& action = tasks_.front().action;
  if (starts_page(action)) page_ = line_count();
  lines_ = typed_lines(person_, action, peer_config_);
  next_line_ = 0;
  if (is_start(action) == running()) {
    return fail(running() ? "has the program open already" : "has no program open: it has ended");
  }
  state_ = lines_.empty() ? State::kEnding : State::kWaiting;
  do_without_typing(action);
}

void PlayedPerson::do_without_typing(const PersonAction& action) {
  if (const auto* begun = std::get_if<Start>(&action)) start(begun->asks_for_registry);
  if (std::holds_alternative<EndInput>(action)) press(Key::kEndOfInput);
  if (std::holds_alternative<Interrupt>(action)) press(Key::kInterrupt);
}

void PlayedPerson::advance() {
  if (state_ == State::kTyped && line_taken()) {
    state_ = ++next_line_ < lines_.size() ? State::kWaiting : State::kEnding;
  }
  if (state_ == State::kWaiting && question()) answer();
  if (state_ == State::kWaiting && ended_) fail("has more to type, but the program has ended");
  if (state_ == State::kEnding && task_done()) close_task();
}

/// Whether the action has led to where it leads.
bool PlayedPerson::task_done() {
  const PersonAction& action = tasks_.front().action;
  if (std::holds_alternative<Type>(action)) return true;
  if (ends_program(action)) return !running();
  if (ended_ && !is_start(action)) fail("was not asked again: the program has ended");
  return ended_ || question();
}

void PlayedPerson::answer() {
  const TypedLine& line = lines_[next_line_];
  if (line.question && !asks(*line.question)) {
    return fail("is asked for " + asked_for() + ", where " + std::string(describe(*line.question)) +
                " should be asked for");
  }
  state_ = State::kTyped;
  ++lines_begun_;
  type(line.text, tasks_.front().thinks);
}

/// In words; questions that look alike count as the first of them.
std::string PlayedPerson::asked_for() const {
  for (auto kind = static_cast<int>(kFirstQuestion); kind <= static_cast<int>(kLastQuestion); ++kind) {
    if (asks(static_cast<QuestionKind>(kind))) return std::string(describe(static_cast<QuestionKind>(kind)));
  }
  return "\"" + std::string(trimmed(*question())) + "\"";
}

void PlayedPerson::close_task() {
  state_ = State::kIdle;
  tasks_.pop_front();
  if (!tasks_.empty() && !error_) open_task();
}

void PlayedPerson::fail(std::string text) {
  state_ = State::kIdle;
  if (!error_) error_ = name() + " " + std::move(text);
}

std::string PlayedPerson::waiting_for() const {
  if (state_ == State::kWaiting) return name() + " waits " + awaited(lines_[next_line_]);
  const bool ends = !tasks_.empty() && ends_program(tasks_.front().action);
  return name() + (ends ? " waits for the program to end" : " waits for the next question");
}

bool PlayedPerson::line_matches(std::size_t index, std::string_view text, Match match) const {
  const auto shown = line(index);
  if (!shown) return false;
  const std::string wanted = with_name(text, person_.name);
  if (match == Match::kPart) return shown->find(wanted) != std::string_view::npos;
  return trimmed(*shown) == trimmed(wanted);
}

bool PlayedPerson::shows(std::string_view text) const {
  for (std::size_t index = page_; index < line_count(); ++index) {
    if (line_matches(index, text, Match::kWholeLine)) return true;
  }
  return false;
}

bool PlayedPerson::take_line(std::string_view text, Match match) {
  for (std::size_t index = page_; index < line_count(); ++index) {
    if (!line_matches(index, text, match) || !taken_.insert(index).second) continue;
    return true;
  }
  return false;
}

std::vector<std::string> PlayedPerson::end_of_screen(std::size_t lines) const {
  const auto asked = question();
  const std::size_t standing = std::min(line_count(), asked && lines > 0 ? lines - 1 : lines);
  std::vector<std::string> end;
  for (std::size_t index = line_count() - standing; index < line_count(); ++index) {
    if (const auto shown = line(index)) end.emplace_back(*shown);
  }
  if (asked) end.emplace_back(*asked);
  return end;
}

}  // namespace parley::sim::scenario
