#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace parley::sim::real {

/// How long to wait for what has to come. Never waited for in full but where it does not.
inline constexpr std::chrono::seconds kPatience{60};

struct Command {
  std::vector<std::string> words;                        ///< The program's path and its arguments.
  std::vector<std::pair<std::string, std::string>> set;  ///< Added to the environment.
  std::vector<std::string> unset;                        ///< Taken out of it.
};

/// A running program, killed at the latest by the destructor.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;

  /// Its exit code, or minus the number of the signal that ended it; nothing where it still runs.
  std::optional<int> status();

  /// Waits for its end; nothing where it did not come in time.
  std::optional<int> wait(std::chrono::milliseconds patience = kPatience);

 private:
  pid_t pid_;
  std::optional<int> status_;
};

/// In the new process: becomes the program, or exits with 127. It ends when `parent`, who made it, does.
[[noreturn]] void exec_program(const Command& command, pid_t parent);

}  // namespace parley::sim::real
