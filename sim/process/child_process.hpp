#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/process/descriptor.hpp"

namespace parley::sim::process {

/// How long to wait for what has to come. Never waited for in full but where it does not.
inline constexpr std::chrono::seconds kPatience{60};

struct Command {
  std::vector<std::string> words;                        ///< The program's path and its arguments.
  std::vector<std::pair<std::string, std::string>> set;  ///< Added to the environment.
  std::vector<std::string> unset;                        ///< Taken out of it.
};

struct TerminalSize {
  std::size_t columns = 120;
  std::size_t rows = 40;
};

/// What one of the child's standard streams is.
enum class Redirect : std::uint8_t {
  kInherit,
  kPipe,
  kNull,
  kToOutput,  ///< Of the errors: wherever the output goes.
};

struct ChildOptions {
  Redirect input = Redirect::kInherit;
  Redirect output = Redirect::kInherit;
  Redirect errors = Redirect::kInherit;
  std::filesystem::path error_file;      ///< Where errors are appended, instead; empty: nowhere.
  std::optional<TerminalSize> terminal;  ///< A terminal of its own in place of all these streams.
  bool own_session = false;              ///< ^C at our terminal does not reach it.
  std::uint64_t file_bytes = 0;          ///< That a file may grow to, as on a full disk; 0: no bound.
  std::uint64_t memory_bytes = 0;        ///< That it may use; 0: no bound.
  std::vector<int> close_in_fork;        ///< Descriptors of ours that a fork must not keep open.
};

/// A child process: a program, or a fork of this one. It ends with this object at the latest, and with this
/// process, however that ends; it is always waited for, so that none is left as a zombie. Where the system
/// makes no process or pipe, std::system_error is thrown.
class ChildProcess {
 public:
  /// What a fork reads from and writes to, where its input and output are pipes.
  struct Ends {
    int in = -1;
    int out = -1;
  };

  ChildProcess(const Command& command, const ChildOptions& options);

  /// A fork, which ends with the exit code of `body`, or with 1 and a line on stderr where that throws. No
  /// destructor runs in it, and no buffer is written. Its pipes are not its standard input and output, which
  /// stay ours; its errors may be redirected.
  ChildProcess(const std::function<int(Ends)>& body, const ChildOptions& options);

  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;  ///< Nothing where it has ended.
  void kill();                    ///< SIGKILL, and waits.

  // Our ends of its pipes or its terminal; -1 where there is none.
  int input() const { return terminal_ ? terminal_.number() : input_.number(); }
  int output() const { return terminal_ ? terminal_.number() : output_.number(); }
  int errors() const { return errors_.number(); }
  void close_input() { input_.close(); }
  void close_output() { output_.close(); }
  void hang_up() { terminal_.close(); }  ///< Its terminal goes away.
  void resize(const TerminalSize& size) const;
  /// Writes all of it to its input; false where nobody reads that any more.
  bool write(std::string_view bytes) const { return write_all(input(), bytes); }
  /// Appends what its output has now, waiting for some until then. False at the end, and when time is up.
  bool read_output(std::string& bytes, std::chrono::steady_clock::time_point until) const;
  /// From now on its files may not grow beyond so many bytes; 0: no bound.
  void limit_file_size(std::uint64_t bytes) const;

  /// Its exit code, or minus the number of the signal that ended it; nothing while it runs.
  std::optional<int> status();
  /// Waits for its end; nothing where it did not come in time.
  std::optional<int> wait(std::chrono::milliseconds patience = kPatience);
  int wait_for_end();  ///< However long that takes.

 private:
  struct Streams {
    Descriptor in;
    Descriptor out;
    Descriptor errors;
  };

  Streams open_streams(const ChildOptions& options);
  pid_t fork_on_terminal(const TerminalSize& size);
  void take_status(int raw);

  pid_t pid_ = -1;
  std::optional<int> status_;
  Descriptor input_;
  Descriptor output_;
  Descriptor errors_;
  Descriptor terminal_;
};

}  // namespace parley::sim::process
