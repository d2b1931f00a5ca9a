#include "sim/world/sim_terminal.hpp"

#include <utility>

#include "sim/world/node_ports.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

void SimTerminal::print(Style style, std::string_view line) { add_line(style, line); }

void SimTerminal::ask(const Question& question) {
  asking_ = true;
  question_ = question.kind;
  prompt_ = question.prompt;
  schedule();
  if (observer_) observer_(nullptr);
}

void SimTerminal::type_line(std::string_view text) {
  typed_.push_back({false, std::string(text)});
  schedule();
}

void SimTerminal::end_input() {
  typed_.push_back({true, {}});
  schedule();
}

void SimTerminal::interrupt() {
  interrupted_ = true;
  typed_.clear();
  schedule();
}

void SimTerminal::schedule() {
  const bool something_to_do = interrupted_ || (asking_ && !ended_ && !typed_.empty());
  if (scheduled_ || !something_to_do) return;
  scheduled_ = true;
  node_.world().push(Duration::zero(), node_.event_for(EventKind::kTyped));
}

void SimTerminal::on_typed() {
  scheduled_ = false;
  if (handler_ == nullptr) return;
  if (std::exchange(interrupted_, false)) {
    schedule();
    node_.world().note(TraceKind::kTyped, node_.id(), node_.id(), "^C");
    return handler_->on_interrupt();
  }
  if (!asking_ || ended_ || typed_.empty()) return;
  const Input input = std::move(typed_.front());
  typed_.erase(typed_.begin());
  take(input);
}

void SimTerminal::take(const Input& input) {
  node_.world().note(TraceKind::kTyped, node_.id(), node_.id(), input.is_end ? "^D" : input.text);
  asking_ = false;
  const bool hidden = echo_of(question_) == Echo::kHidden;
  add_line(Style::kPrompt, std::exchange(prompt_, {}) + (hidden ? std::string() : input.text));
  ended_ = input.is_end;
  if (input.is_end) {
    handler_->on_end_of_input();
  } else {
    handler_->on_line(input.text);
  }
}

void SimTerminal::add_line(Style style, std::string_view text) {
  node_.world().note(TraceKind::kPrinted, node_.id(), node_.id(), text);
  if (capacity_ == 0) ++forgotten_;
  if (capacity_ == 0 && !observer_) return;
  const ScreenLine line{style, std::string(text)};
  if (capacity_ != 0) {
    if (lines_.size() >= 2 * capacity_) {
      lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(capacity_));
      forgotten_ += capacity_;
    }
    lines_.push_back(line);
  }
  if (observer_) observer_(&line);
}

std::vector<ScreenLine> SimTerminal::screen() const {
  std::vector<ScreenLine> screen = lines_;
  if (asking_) screen.push_back({Style::kPrompt, prompt_});
  return screen;
}

void SimTerminal::end_program() {
  if (asking_) add_line(Style::kPrompt, std::exchange(prompt_, {}));
  asking_ = false;
  handler_ = nullptr;
  scheduled_ = false;
  interrupted_ = false;
  ended_ = false;
  typed_.clear();
}

}  // namespace parley::sim
