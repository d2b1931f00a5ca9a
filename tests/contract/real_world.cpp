// The real world: sockets of the loopback, the system's clock, scrypt, files, a terminal.

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <memory>
#include <sstream>
#include <utility>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/readable_watches.hpp"
#include "adapters/openssl/scrypt_hasher.hpp"
#include "adapters/openssl/self_signed.hpp"
#include "adapters/openssl/system_entropy.hpp"
#include "adapters/sqlite/threaded_store.hpp"
#include "adapters/system/file.hpp"
#include "adapters/system/file_pin_store.hpp"
#include "adapters/system/spdlog_sink.hpp"
#include "adapters/terminal/process_terminal.hpp"
#include "base/check.hpp"
#include "tests/contract/contract_world.hpp"
#include "tests/contract/test_ports.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vt_screen.hpp"

namespace parley::contract {
namespace {

constexpr unsigned short kColumns = 80;
constexpr unsigned short kRows = 24;

/// At the other end of a pseudo-terminal.
class RealPerson final : public Person {
 public:
  explicit RealPerson(adapters::EventLoop& loop);

  Terminal& terminal() override { return *terminal_; }
  void type_line(std::string_view text) override { type(std::string(text) + "\r"); }
  void end_input() override { type("\004"); }
  void interrupt() override { type("\003"); }
  std::vector<std::string> screen() override;

 private:
  void type(std::string_view bytes);

  adapters::FileDescriptor keyboard_;  ///< The person's end.
  adapters::FileDescriptor tty_;
  adapters::ReadableWatches watches_;
  test::VtScreen screen_;
  std::unique_ptr<adapters::ProcessTerminal> terminal_;
};

class LogFile final : public LogCapture {
 public:
  explicit LogFile(std::filesystem::path file);

  LogSink& sink() override { return *sink_; }
  std::vector<std::string> lines() override;

 private:
  std::filesystem::path file_;
  std::unique_ptr<adapters::SpdlogSink> sink_;
};

RealPerson::RealPerson(adapters::EventLoop& loop) : watches_(loop), screen_(kColumns, kRows) {
  int master = -1;
  int slave = -1;
  winsize size{};
  size.ws_col = kColumns;
  size.ws_row = kRows;
  PARLEY_CHECK(::openpty(&master, &slave, nullptr, nullptr, &size) == 0);
  keyboard_ = adapters::FileDescriptor(master);
  tty_ = adapters::FileDescriptor(slave);
  ::fcntl(master, F_SETFL, O_NONBLOCK);
  terminal_ = adapters::make_terminal(
      {.input_fd = slave, .output_fd = slave, .terminal_name = "xterm", .no_colour = false},
      {[this](int fd, std::function<void()> on_readable) { watches_.watch(fd, std::move(on_readable)); },
       [this](int fd) { watches_.unwatch(fd); },
       [&loop](std::function<void()> task) { loop.post(std::move(task)); }});
}

void RealPerson::type(std::string_view bytes) {
  PARLEY_CHECK(::write(keyboard_.number(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

std::vector<std::string> RealPerson::screen() {
  std::array<char, 4096> chunk{};
  for (;;) {
    const ssize_t count = ::read(keyboard_.number(), chunk.data(), chunk.size());
    if (count <= 0) return screen_.transcript();
    screen_.feed({chunk.data(), static_cast<std::size_t>(count)});
  }
}

LogFile::LogFile(std::filesystem::path file)
    : file_(std::move(file)),
      sink_(adapters::SpdlogSink::open({.level = LogLevel::kWarning, .file = file_}).value()) {}

std::vector<std::string> LogFile::lines() {
  std::istringstream content(test::read_text(file_));
  std::vector<std::string> lines;
  for (std::string line; std::getline(content, line);) lines.push_back(line);
  return lines;
}

adapters::NetworkTls make_tls() {
  adapters::ServerIdentity identity;
  identity.key = adapters::make_p256_key();
  identity.certificate = adapters::make_self_signed(identity.key.get());
  adapters::NetworkTls tls;
  tls.server = adapters::TlsContext::server(identity).value();
  return tls;
}

class RealWorld final : public World {
 public:
  Host client() override { return {network_, kLoopback}; }
  Host server() override { return {network_, kLoopback}; }
  Clock& clock() override { return loop_; }
  std::unique_ptr<PasswordHasher> make_hasher() override {
    return std::make_unique<adapters::ScryptHasher>(
        [this](std::function<void()> task) { loop_.post(std::move(task)); });
  }
  std::unique_ptr<Entropy> make_entropy() override { return std::make_unique<adapters::SystemEntropy>(); }
  std::unique_ptr<Store> make_store() override {
    auto database = adapters::Database::open({(folder_ / "registry.db").string(), {}});
    return std::make_unique<adapters::ThreadedStore>(
        std::move(database.value()), [this](std::function<void()> task) { loop_.post(std::move(task)); },
        [this](std::function<void()> task) { loop_.defer(std::move(task)); });
  }
  std::unique_ptr<PinStore> make_pins() override {
    return std::make_unique<adapters::FilePinStore>(folder_.path());
  }
  std::unique_ptr<Person> make_person() override { return std::make_unique<RealPerson>(loop_); }
  std::unique_ptr<LogCapture> make_log_capture() override {
    return std::make_unique<LogFile>(folder_ / "log");
  }
  void post(std::function<void()> task) override { loop_.post(std::move(task)); }
  bool run_until(const std::function<bool()>& done, Duration bound) override {
    return loop_.run_until(done, bound);
  }

 private:
  test::TemporaryFolder folder_;
  adapters::EventLoop loop_;
  adapters::AsioNetwork network_{loop_, make_tls()};
};

}  // namespace

std::vector<WorldKind> world_kinds() {
  return {{"TheRealWorld", [] { return std::make_unique<RealWorld>(); }}};
}

}  // namespace parley::contract
