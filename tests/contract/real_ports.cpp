#include "tests/contract/real_ports.hpp"

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <utility>

#include "adapters/asio/event_loop.hpp"
#include "base/check.hpp"

namespace parley::contract {
namespace {

constexpr unsigned short kColumns = 80;
constexpr unsigned short kRows = 24;

}  // namespace

PtyPerson::PtyPerson(adapters::EventLoop& loop) : watches_(loop), screen_(kColumns, kRows) {
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

void PtyPerson::type(std::string_view bytes) {
  PARLEY_CHECK(::write(keyboard_.number(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

std::vector<std::string> PtyPerson::screen() {
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

}  // namespace parley::contract
