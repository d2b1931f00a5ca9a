#pragma once

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/explore/play_report.hpp"
#include "sim/process/child_process.hpp"

namespace parley::sim::explore {

/// How a process came to its end, in words that a report can use.
struct ExitStatus {
  bool in_order = false;  ///< By itself, with exit code 0.
  std::string check;      ///< Otherwise what it amounts to: `dies`, `hangs`.
  std::string what;       ///< The signal, and the line of its last words that says most.
};

/// A fork of this process for plays: it can die of a broken invariant, of a signal, of too much memory or
/// time, without its parent.
class IsolatedProcess {
 public:
  using Ends = process::ChildProcess::Ends;

  /// `close_in_fork` holds descriptors of this process that the new one must not keep open.
  explicit IsolatedProcess(const std::function<void(Ends)>& body, std::vector<int> close_in_fork = {});

  bool write(std::string_view bytes) const { return child_.write(bytes); }  ///< For it to read.
  int output() const { return child_.output(); }                            ///< Ends when it ends.
  int errors() const { return child_.errors(); }                            ///< Its stderr.
  /// Our ends of its pipes, which another fork must not keep open.
  std::vector<int> descriptors() const { return {child_.input(), child_.output(), child_.errors()}; }

  /// Takes in what stands in errors(), for the ending.
  void read_stderr();
  const std::string& stderr_tail() const { return stderr_tail_; }

  /// To be called once output() has ended: waits for the rest.
  ExitStatus wait();
  void kill() { child_.signal(SIGKILL); }

 private:
  process::ChildProcess child_;
  std::string stderr_tail_;
};

/// For a process of its own: from now on it may use so much CPU time, else it is killed, and its ending is
/// `hangs`. CPU time, since that of the wall says nothing on a busy machine. Zero takes the bound away.
void bound_cpu_time(std::chrono::seconds bound);

/// What came of a play in a process of its own: where it dies or hangs, that is its failing check.
struct IsolatedPlay {
  PlayReport report;
  std::string stderr_tail;  ///< What it wrote to stderr.
};

/// Plays in a process of its own, which may use so much CPU time.
IsolatedPlay play_isolated(const std::function<PlayReport()>& play, std::chrono::seconds bound);

}  // namespace parley::sim::explore
