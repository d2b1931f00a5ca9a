// parley-peer: wires one person's chat program to the real world and runs it to its end.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/readable_watches.hpp"
#include "adapters/openssl/system_entropy.hpp"
#include "adapters/system/data_dir.hpp"
#include "adapters/system/file_pin_store.hpp"
#include "adapters/terminal/process_terminal.hpp"
#include "apps/peer/options.hpp"
#include "apps/tape.hpp"
#include "screens/menu_peer.hpp"

namespace parley::apps {
namespace {

constexpr int kFailure = 1;

int fail(const Error& error) {
  std::cerr << "parley-peer: " << error.message << std::endl;
  return kFailure;
}

/// Where the program was started without its standard files, the first ones it opens would be taken for
/// them.
void open_standard_files() {
  int file = 0;
  while (file >= 0 && file <= STDERR_FILENO) file = ::open("/dev/null", O_RDWR);
  if (file > STDERR_FILENO) ::close(file);
}

/// Lines of a log would run through what a person types, so none goes to a terminal.
adapters::LogOptions log_options(adapters::LogOptions asked) {
  if (asked.file.empty() && ::isatty(STDERR_FILENO) == 1) asked.file = "/dev/null";
  return asked;
}

Result<std::filesystem::path> open_folder(const PeerFlags& flags) {
  auto folder =
      flags.data ? Result<std::filesystem::path>(*flags.data) : adapters::default_data_dir("parley-peer");
  if (!folder) return folder.error();
  if (auto made = adapters::make_data_dir(*folder); !made) return made.error();
  return folder;
}

Result<adapters::NetworkTls> trust_of(const PeerFlags& flags) {
  adapters::NetworkTls tls;
  if (!flags.authority) return tls;
  auto trusting = adapters::TlsContext::client_trusting(*flags.authority);
  if (!trusting) return trusting.error();
  tls.client = *std::move(trusting);
  return tls;
}

/// As under nohup, which means that the program outlives its terminal.
bool ignores_hang_ups() {
  struct sigaction inherited {};
  return ::sigaction(SIGHUP, nullptr, &inherited) == 0 && inherited.sa_handler == SIG_IGN;
}

adapters::TerminalLoop loop_for_terminal(adapters::EventLoop& loop, adapters::ReadableWatches& watches) {
  return {[&](int fd, std::function<void()> on_readable) { watches.watch(fd, std::move(on_readable)); },
          [&](int fd) { watches.unwatch(fd); },
          [&](std::function<void()> task) { loop.post(std::move(task)); }};
}

int run(const PeerFlags& flags) {
  auto log = adapters::SpdlogSink::open(log_options(flags.log));
  if (!log) return fail(log.error());
  const auto folder = open_folder(flags);
  if (!folder) return fail(folder.error());
  auto tls = trust_of(flags);
  if (!tls) return fail(tls.error());
  const auto tape = Tape::begin(flags.tape, "parley-peer " PARLEY_VERSION, flags.peer, **log);
  if (!tape) return fail(tape.error());

  const bool outlives_hang_up = ignores_hang_ups();  // A terminal is made to ignore them, too.
  adapters::EventLoop loop;
  adapters::ReadableWatches watches(loop);
  adapters::AsioNetwork network(loop, *std::move(tls));
  adapters::FilePinStore pins(*folder);
  adapters::SystemEntropy entropy;
  const auto terminal =
      adapters::make_terminal(adapters::terminal_options(), loop_for_terminal(loop, watches));
  const screens::PeerPorts ports{loop, network, *terminal, pins, entropy, **log};
  std::optional<record::PeerRecorder> recorder;
  if (*tape) recorder.emplace(ports, (*tape)->sink(), (*tape)->recorder_options());
  auto exit_code = client::ExitCode::kInterrupted;
  bool ended = false;
  screens::MenuPeer peer(recorder ? recorder->ports() : ports, flags.peer, [&](client::ExitCode code) {
    if (recorder) recorder->exited(code);
    exit_code = code;
    ended = true;
    network.when_flushed([&] { loop.stop(); });
  });
  loop.on_termination([&] { return ended ? loop.stop() : terminal->interrupt(); });  // Asked twice: at once.
  if (!outlives_hang_up) loop.end_on_hang_up();
  loop.post([&] {
    if (recorder) recorder->start_called();
    peer.start();
  });
  loop.run();
  if (recorder) recorder->end();
  if (*tape) (*tape)->finish();
  return static_cast<int>(exit_code);
}

}  // namespace
}  // namespace parley::apps

int main(int count, char** words) {
  try {
    parley::apps::open_standard_files();
    const auto flags = parley::apps::read_flags(count, words);
    if (const int* exit_code = std::get_if<int>(&flags)) return *exit_code;
    return parley::apps::run(std::get<parley::apps::PeerFlags>(flags));
  } catch (const std::exception& failure) {
    std::cerr << "parley-peer: " << failure.what() << std::endl;
    return parley::apps::kFailure;
  }
}
