#include "sim/play/sim_person.hpp"

#include <utility>

#include "sim/language/limits.hpp"
#include "sim/programs/programs.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::size_t kScreenLinesKept = 100'000;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_start(const PersonAction& action) { return std::holds_alternative<Start>(action); }

}  // namespace

SimPerson::SimPerson(Node& node, const Person& person, const PeerConfig& peer_config, Tapes* tapes)
    : node_(node),
      person_(person),
      peer_config_(peer_config),
      tapes_(tapes),
      rng_(derive_seed(node.world().seed(), node.id(), Purpose::kScenario)) {
  node_.terminal().keep(kScreenLinesKept);
}

void SimPerson::start(bool asks_for_registry) {
  client::PeerOptions options;
  if (!asks_for_registry) options.registry = peer_config_.registry;
  options.dialect = person_.dialect;
  ended_.reset();
  node_.run<PeerProgram>(
      options, [this](client::ExitCode code) { ended_ = code; }, tapes_);
}

void SimPerson::terminate(void (Node::*how)()) {
  abandon();
  (node_.*how)();
}

void SimPerson::abandon() {
  actions_.clear();
  error_.reset();
  state_ = State::kIdle;
  ++generation_;
}

SimPerson::Offer SimPerson::offers(const PersonAction& action) const {
  const auto yes_if = [](bool offered) { return offered ? Offer::kYes : Offer::kNo; };
  if (is_start(action)) return yes_if(!running());
  if (!running()) return Offer::kNo;
  const std::vector<TypedLine> lines = typed_lines(person_, action, peer_config_);
  if (lines.empty()) return Offer::kYes;
  const auto open = asked();
  if (!open) return Offer::kNotYet;
  if (!lines.front().question) return Offer::kYes;
  const bool fits = lines.front().question == open;
  return yes_if(fits && needs_logged_out(action) == user().empty());
}

void SimPerson::begin(const PersonAction& action, bool thinks) {
  actions_.push_back({action, thinks});
  if (state_ == State::kIdle) open_task();
}

void SimPerson::open_task() {
  const PersonAction& action = actions_.front().action;
  if (starts_page(action)) page_ = line_count();
  lines_ = typed_lines(person_, action, peer_config_);
  next_line_ = 0;
  if (is_start(action) == running()) {
    return fail(running() ? "has the program open already" : "has no program open: it has ended");
  }
  state_ = lines_.empty() ? State::kEnding : State::kWaiting;
  do_without_typing(action);
}

void SimPerson::do_without_typing(const PersonAction& action) {
  if (const auto* begun = std::get_if<Start>(&action)) start(begun->asks_for_registry);
  if (std::holds_alternative<EndInput>(action)) node_.terminal().end_input();
  if (std::holds_alternative<Interrupt>(action)) node_.terminal().interrupt();
}

void SimPerson::advance() {
  SimTerminal& terminal = node_.terminal();
  if (state_ == State::kTyped && terminal.typed_ahead() == 0) {
    state_ = ++next_line_ < lines_.size() ? State::kWaiting : State::kEnding;
  }
  if (state_ == State::kWaiting && terminal.is_asking()) answer();
  if (state_ == State::kWaiting && ended_) fail("has more to type, but the program has ended");
  if (state_ == State::kEnding && wait_for_the_end()) close_task();
}

/// Whether the action has led to where it leads.
bool SimPerson::wait_for_the_end() {
  const PersonAction& action = actions_.front().action;
  if (std::holds_alternative<Type>(action)) return true;
  if (ends_program(action)) return !running();
  if (ended_ && !is_start(action)) fail("was not asked again: the program has ended");
  return ended_ || node_.terminal().is_asking();
}

void SimPerson::answer() {
  const TypedLine& line = lines_[next_line_];
  const QuestionKind open = node_.terminal().question();
  if (line.question.value_or(open) != open) {
    return fail("is asked for " + std::string(describe(open)) + ", where " +
                std::string(describe(*line.question)) + " should be asked for");
  }
  state_ = State::kThinking;
  const auto generation = ++generation_;
  if (!actions_.front().thinks) return type(generation);
  const auto longest = static_cast<std::uint64_t>(limits::kThinkTime.count());
  const Duration thought(static_cast<Duration::rep>(rng_.below(longest)));
  node_.world().after(thought, [this, generation] { type(generation); });
}

void SimPerson::type(std::uint64_t generation) {
  if (generation != generation_ || !running()) return;
  state_ = State::kTyped;
  node_.terminal().type_line(lines_[next_line_].text);
}

void SimPerson::close_task() {
  state_ = State::kIdle;
  actions_.pop_front();
  if (!actions_.empty() && !error_) open_task();
}

void SimPerson::fail(std::string text) {
  state_ = State::kIdle;
  if (!error_) error_ = name() + " " + std::move(text);
}

std::string SimPerson::waiting_for() const {
  if (state_ == State::kWaiting) return name() + " waits " + awaited(lines_[next_line_]);
  const bool ends = !actions_.empty() && ends_program(actions_.front().action);
  return name() + (ends ? " waits for the program to end" : " waits for the next question");
}

std::string SimPerson::user() const {
  auto* program = dynamic_cast<PeerProgram*>(node_.program());
  return program == nullptr ? std::string() : std::string(program->client().snapshot().user);
}

std::string SimPerson::room() const {
  auto* program = dynamic_cast<PeerProgram*>(node_.program());
  return program == nullptr ? std::string() : std::string(program->client().snapshot().room);
}

std::optional<std::string_view> SimPerson::question() const {
  const SimTerminal& terminal = node_.terminal();
  if (!terminal.is_asking()) return std::nullopt;
  return terminal.prompt();
}

std::optional<QuestionKind> SimPerson::asked() const {
  const SimTerminal& terminal = node_.terminal();
  if (!terminal.is_asking()) return std::nullopt;
  return terminal.question();
}

std::size_t SimPerson::line_count() const { return node_.terminal().line_count(); }

bool SimPerson::line_matches(std::size_t index, std::string_view text, Match match) const {
  const SimTerminal& terminal = node_.terminal();
  if (index < terminal.first_kept()) return false;
  const std::string_view line = terminal.line(index).text;
  const std::string wanted = with_name(text, person_.name);
  if (match == Match::kPart) return line.find(wanted) != std::string_view::npos;
  return trimmed(line) == trimmed(wanted);
}

bool SimPerson::shows(std::string_view text) const {
  for (std::size_t index = page_; index < line_count(); ++index) {
    if (line_matches(index, text, Match::kWholeLine)) return true;
  }
  return false;
}

bool SimPerson::take_line(std::string_view text, Match match) {
  for (std::size_t index = page_; index < line_count(); ++index) {
    if (!line_matches(index, text, match) || !taken_.insert(index).second) continue;
    return true;
  }
  return false;
}

std::vector<std::string> SimPerson::end_of_screen(std::size_t lines) const {
  std::vector<std::string> end;
  const auto screen = node_.terminal().screen();
  for (std::size_t i = screen.size() > lines ? screen.size() - lines : 0; i < screen.size(); ++i) {
    end.push_back(screen[i].text);
  }
  return end;
}

}  // namespace parley::sim::scenario
