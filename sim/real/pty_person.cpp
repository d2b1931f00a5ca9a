#include "sim/real/pty_person.hpp"

#include <csignal>
#include <utility>

#include "sim/real/loopback.hpp"

namespace parley::sim::real {

void PtyPerson::start(bool asks_for_registry) {
  process::Command command{{context_.programs.peer.string(), "--data", context_.folder.string(),
                            "--multicast-interface", kLoopback.to_string()},
                           {{"NO_COLOR", "1"}},
                           {}};
  const auto add = [&](const std::string& flag, const std::string& value) {
    command.words.insert(command.words.end(), {flag, value});
  };
  if (!asks_for_registry) add("--registry", peer_config().registry.to_string());
  if (person().dialect == wire::Dialect::kV1) {
    add("--wire", "1");
    add("--udp-port", std::to_string(context_.registry_udp));
  }
  const auto recording = recording_flags(context_.tapes, name());
  command.words.insert(command.words.end(), recording.begin(), recording.end());
  set_ended(std::nullopt);
  screen_.begin_program();
  shown_.reset();
  process::ChildOptions options;
  options.terminal = PtyScreen::kSize;
  program_ = std::make_unique<RunningProgram>(
      context_.watches, command, options,
      [this](std::string_view bytes) {
        screen_.feed(bytes);
        shown_.reset();
      },
      [this](int code) { set_ended(code); });
}

void PtyPerson::crash() {
  abandon();
  if (program_) program_->kill();
  program_.reset();
  set_ended(std::nullopt);
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

void PtyPerson::flush_input() {
  if (running()) program_->flush_input();
}

void PtyPerson::press(Key key) { program_->type(key == Key::kEndOfInput ? "\004" : "\003"); }

void PtyPerson::type(const std::string& line, bool /*thinks*/) {
  asked_ = *question();
  typed_ = line;
  typed_at_ = line_count();
  program_->type(line + "\r");
}

bool PtyPerson::line_taken() const {
  if (ended()) return true;
  const std::string_view typed = scenario::trimmed(typed_);
  for (std::size_t i = typed_at_; i < line_count(); ++i) {
    const std::string_view line = scenario::trimmed(screen_.lines()[i]);
    if (asked_.empty() ? line == typed : line.starts_with(asked_)) return true;
  }
  return false;
}

std::optional<std::string_view> PtyPerson::question() const {
  return running() ? screen_.question() : std::nullopt;
}

const std::vector<std::string>& PtyPerson::shown() const {
  if (shown_) return *shown_;
  shown_.emplace();
  for (const std::string& line : screen_.lines()) {
    shown_->push_back(as_simulated(line, peer_config().registry));
  }
  return *shown_;
}

}  // namespace parley::sim::real
