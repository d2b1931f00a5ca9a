#pragma once

#include <filesystem>
#include <memory>

#include "adapters/asio/readable_watches.hpp"
#include "adapters/system/file.hpp"
#include "adapters/system/spdlog_sink.hpp"
#include "adapters/terminal/process_terminal.hpp"
#include "tests/contract/test_ports.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vt_screen.hpp"

namespace parley::adapters {
class EventLoop;
}  // namespace parley::adapters

namespace parley::contract {

/// At the other end of a pseudo-terminal.
class PtyPerson final : public Person {
 public:
  explicit PtyPerson(adapters::EventLoop& loop);

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

}  // namespace parley::contract
