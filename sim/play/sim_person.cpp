#include "sim/play/sim_person.hpp"

#include <utility>
#include <vector>

#include "client/options.hpp"
#include "sim/language/limits.hpp"
#include "sim/programs/programs.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::size_t kScreenLinesKept = 100'000;

}  // namespace

SimPerson::SimPerson(Node& node, const Person& person, const PeerConfig& peer_config, Tapes* tapes)
    : PlayedPerson(person, peer_config),
      node_(node),
      tapes_(tapes),
      rng_(derive_seed(node.world().seed(), node.id(), Purpose::kScenario)) {
  node_.terminal().keep(kScreenLinesKept);
}

void SimPerson::start(bool asks_for_registry) {
  client::PeerOptions options;
  if (!asks_for_registry) options.registry = peer_config().registry;
  options.dialect = person().dialect;
  set_ended(std::nullopt);
  node_.run<PeerProgram>(
      options, [this](client::ExitCode code) { set_ended(static_cast<int>(code)); }, tapes_);
}

void SimPerson::terminate(void (Node::*how)()) {
  abandon();
  (node_.*how)();
}

SimPerson::Offer SimPerson::offers(const PersonAction& action) const {
  const auto yes_if = [](bool offered) { return offered ? Offer::kYes : Offer::kNo; };
  if (std::holds_alternative<Start>(action)) return yes_if(!running());
  if (!running()) return Offer::kNo;
  const std::vector<TypedLine> lines = typed_lines(person(), action, peer_config());
  if (lines.empty()) return Offer::kYes;
  if (!question()) return Offer::kNotYet;
  if (!lines.front().question) return Offer::kYes;
  return yes_if(asks(*lines.front().question) && needs_logged_out(action) == user().empty());
}

void SimPerson::press(Key key) {
  if (key == Key::kEndOfInput) return node_.terminal().end_input();
  node_.terminal().interrupt();
}

void SimPerson::type(const std::string& line, bool thinks) {
  if (!thinks) return type_now(line);
  thinking_ = true;
  const auto longest = static_cast<std::uint64_t>(limits::kThinkTime.count());
  const Duration thought(static_cast<Duration::rep>(rng_.below(longest)));
  node_.world().after(thought, [this, line, begun = lines_begun()] {
    if (begun == lines_begun() && running()) type_now(line);
  });
}

void SimPerson::type_now(const std::string& line) {
  thinking_ = false;
  node_.terminal().type_line(line);
}

bool SimPerson::line_taken() const { return !thinking_ && node_.terminal().typed_ahead() == 0; }

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

bool SimPerson::asks(QuestionKind kind) const {
  SimTerminal& terminal = node_.terminal();
  return running() && terminal.is_asking() && terminal.question() == kind;
}

std::size_t SimPerson::line_count() const { return node_.terminal().line_count(); }

std::optional<std::string_view> SimPerson::line(std::size_t index) const {
  const SimTerminal& terminal = node_.terminal();
  if (index < terminal.first_kept()) return std::nullopt;
  return terminal.line(index).text;
}

}  // namespace parley::sim::scenario
