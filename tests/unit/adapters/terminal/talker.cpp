// A program on the real Terminal for its tests. It answers each line with "got: LINE" and asks again;
// SIGUSR1 has someone say something meanwhile. Some lines are commands:
//   hide    asks for something hidden          replace  changes the prompt under what is typed next
//   styles  prints a line in each style        stop     asks no more until SIGUSR1
//   abort   dies                               quit     ends with 0

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/readable_watches.hpp"
#include "adapters/terminal/process_terminal.hpp"

namespace {

using parley::Question;
using parley::QuestionKind;
using parley::Style;

class Talker final : private parley::TerminalHandler {
 public:
  Talker(parley::Terminal& terminal, parley::adapters::EventLoop& loop) : terminal_(terminal), loop_(loop) {
    terminal_.set_handler(this);
  }
  ~Talker() { terminal_.set_handler(nullptr); }
  Talker(const Talker&) = delete;
  Talker& operator=(const Talker&) = delete;

  int exit_code() const { return exit_code_; }

  void start() {
    terminal_.print(Style::kNotice, "ready");
    terminal_.ask({QuestionKind::kUserName, "say: "});
  }

  void on_signal() {
    terminal_.print(Style::kOther, "someone: " + std::string(note_));
    if (replacing_) terminal_.ask({QuestionKind::kUserName, "instead: "});
    if (stopped_) terminal_.ask({QuestionKind::kUserName, "say: "});
    stopped_ = false;
    replacing_ = false;
  }

 private:
  void on_line(std::string_view line) override {
    terminal_.print(Style::kSuccess,
                    "got: " + std::string(line.substr(0, 100)) + " " + std::to_string(line.size()));
    if (line == "quit") return end(0);
    if (line == "abort") std::abort();
    if (line == "styles") show_styles();
    if (line == "long") note_ = kLongNote;
    replacing_ = line == "replace";
    stopped_ = line == "stop";
    if (stopped_) return;
    const bool hide = line == "hide";
    terminal_.ask(hide ? Question{QuestionKind::kPassword, "secret: "}
                       : Question{QuestionKind::kUserName, "say: "});
  }

  void show_styles() {
    terminal_.print(Style::kPlain, "plain");
    terminal_.print(Style::kPrompt, "prompt");
    terminal_.print(Style::kSuccess, "success");
    terminal_.print(Style::kNotice, "notice");
    terminal_.print(Style::kError, "error");
    terminal_.print(Style::kOther, "other");
  }

  void on_end_of_input() override {
    terminal_.print(Style::kPlain, "end of input");
    end(4);
  }

  void on_interrupt() override {
    terminal_.print(Style::kPlain, "interrupted");
    end(130);
  }

  void end(int exit_code) {
    exit_code_ = exit_code;
    loop_.stop();
  }

  static constexpr std::string_view kLongNote =
      "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789";

  parley::Terminal& terminal_;
  parley::adapters::EventLoop& loop_;
  std::string_view note_ = "hello";
  bool stopped_ = false;
  bool replacing_ = false;
  int exit_code_ = 1;
};

int signal_fd() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

}  // namespace

int main() {
  const int signals = signal_fd();
  parley::adapters::EventLoop loop;
  parley::adapters::ReadableWatches watches(loop);
  const auto terminal = parley::adapters::make_terminal(
      parley::adapters::terminal_options(),
      {[&](int fd, std::function<void()> on_readable) { watches.watch(fd, std::move(on_readable)); },
       [&](int fd) { watches.unwatch(fd); },
       [&](std::function<void()> task) { loop.post(std::move(task)); }});
  Talker talker(*terminal, loop);
  watches.watch(signals, [&] {
    signalfd_siginfo info{};
    while (::read(signals, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) talker.on_signal();
  });
  loop.on_termination([&] { terminal->interrupt(); });
  loop.post([&] { talker.start(); });
  loop.run();
  return talker.exit_code();
}
