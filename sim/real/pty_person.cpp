#include "sim/real/pty_person.hpp"

#include <csignal>
#include <utility>

#include "sim/real/addresses.hpp"
#include "sim/real/pty.hpp"

namespace parley::sim::real {
namespace {

constexpr std::size_t kColumns = 120;
constexpr std::size_t kRows = 40;

bool is_start(const scenario::PersonAction& action) {
  return std::holds_alternative<scenario::Start>(action);
}

}  // namespace

void PtyPerson::start(bool asks_for_registry) {
  Command command{{context_.programs.peer.string(), "--data", context_.folder.string(),
                   "--multicast-interface", kLoopback.to_string()},
                  {{"NO_COLOR", "1"}},
                  {}};
  const auto add = [&](const std::string& flag, const std::string& value) {
    command.words.insert(command.words.end(), {flag, value});
  };
  if (!asks_for_registry) add("--registry", context_.peer_config.registry.to_string());
  if (person_.dialect == wire::Dialect::kV1) {
    add("--wire", "1");
    add("--udp-port", std::to_string(context_.registry_udp));
  }
  const auto recording = recording_flags(context_.tapes, name());
  command.words.insert(command.words.end(), recording.begin(), recording.end());
  ended_.reset();
  screen_.begin_program();
  const auto started = start_on_pty(command, kColumns, kRows);
  program_ = std::make_unique<RunningProgram>(
      context_.watches, started.pid, adapters::FileDescriptor(started.master),
      [this](std::string_view bytes) { screen_.feed(bytes); }, [this](int code) { ended_ = code; });
}

void PtyPerson::crash() {
  actions_.clear();
  state_ = State::kIdle;
  if (program_) program_->kill();
  program_.reset();
  ended_.reset();
}

void PtyPerson::pause() {
  if (running()) program_->signal(SIGSTOP);
}

void PtyPerson::resume() {
  if (running()) program_->signal(SIGCONT);
}

void PtyPerson::request_stop() {
  resume();
  if (running()) program_->signal(SIGTERM);
}

void PtyPerson::begin(const scenario::PersonAction& action) {
  actions_.push_back(action);
  if (state_ == State::kIdle) open_task();
}

void PtyPerson::open_task() {
  const scenario::PersonAction& action = actions_.front();
  if (scenario::starts_page(action)) page_ = line_count();
  lines_ = scenario::typed_lines(person_, action, context_.peer_config);
  next_line_ = 0;
  if (is_start(action) == running()) {
    return fail(running() ? "has the program open already" : "has no program open: it has ended");
  }
  state_ = lines_.empty() ? State::kEnding : State::kWaiting;
  do_without_typing(action);
}

void PtyPerson::do_without_typing(const scenario::PersonAction& action) {
  if (const auto* begun = std::get_if<scenario::Start>(&action)) start(begun->asks_for_registry);
  if (std::holds_alternative<scenario::EndInput>(action)) program_->type("\004");
  if (std::holds_alternative<scenario::Interrupt>(action)) program_->type("\003");
}

void PtyPerson::advance() {
  if (running()) program_->flush_input();
  if (state_ == State::kTyped && answer_shown()) {
    state_ = ++next_line_ < lines_.size() ? State::kWaiting : State::kEnding;
  }
  if (state_ == State::kWaiting && question()) answer();
  if (state_ == State::kWaiting && ended_) fail("has more to type, but the program has ended");
  if (state_ == State::kEnding && action_done()) close_task();
}

void PtyPerson::answer() {
  const scenario::TypedLine& line = lines_[next_line_];
  asked_ = *question();
  if (line.question && !screen_.asks(*line.question)) {
    return fail("is asked \"" + asked_ + "\", where " + std::string(describe(*line.question)) +
                " should be asked for");
  }
  state_ = State::kTyped;
  typed_at_ = line_count();
  program_->type(line.text + "\r");
}

/// Whether the question and its answer have exec_program a line that stands: the peer has taken it.
bool PtyPerson::answer_shown() const {
  if (ended_) return true;
  const std::string_view typed = trimmed(lines_[next_line_].text);
  for (std::size_t i = typed_at_; i < line_count(); ++i) {
    const std::string_view line = trimmed(screen_.lines()[i]);
    if (asked_.empty() ? line == typed : line.starts_with(asked_)) return true;
  }
  return false;
}

/// Whether the action has led to where it leads.
bool PtyPerson::action_done() {
  const scenario::PersonAction& action = actions_.front();
  if (std::holds_alternative<scenario::Type>(action)) return true;
  if (scenario::ends_program(action)) return !running();
  if (ended_ && !is_start(action)) fail("was not asked again: the program has ended");
  return ended_ || question();
}

void PtyPerson::close_task() {
  state_ = State::kIdle;
  actions_.pop_front();
  if (!actions_.empty() && !error_) open_task();
}

void PtyPerson::fail(std::string text) {
  state_ = State::kIdle;
  if (!error_) error_ = name() + " " + std::move(text);
}

std::string PtyPerson::waiting_for() const {
  if (state_ == State::kWaiting) {
    return name() + " waits " + scenario::awaited(lines_[next_line_]);
  }
  const bool ends = !actions_.empty() && scenario::ends_program(actions_.front());
  return name() + (ends ? " waits for the program to end" : " waits for the next question");
}

std::optional<std::string> PtyPerson::question() const {
  return running() ? screen_.question() : std::nullopt;
}

bool PtyPerson::line_matches(std::size_t index, std::string_view text, scenario::Match match) const {
  const std::string line = as_simulated(screen_.lines()[index], context_.peer_config.registry);
  const std::string wanted = scenario::with_name(text, person_.name);
  if (match == scenario::Match::kPart) return line.find(wanted) != std::string::npos;
  return trimmed(line) == trimmed(wanted);
}

bool PtyPerson::take_line(std::string_view text, scenario::Match match) {
  for (std::size_t index = page_; index < line_count(); ++index) {
    if (!line_matches(index, text, match) || !taken_.insert(index).second) continue;
    return true;
  }
  return false;
}

std::vector<std::string> PtyPerson::whole_screen() const {
  std::vector<std::string> shown;
  for (const std::string& line : screen_.lines()) {
    shown.push_back(as_simulated(line, context_.peer_config.registry));
  }
  if (const auto asked = question()) shown.push_back(*asked);
  return shown;
}

}  // namespace parley::sim::real
