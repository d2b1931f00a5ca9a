#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/endpoint.hpp"
#include "tests/support/child.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::test {

/// A `parley-registry` on free ports of 127.0.0.1, killed at the latest by the destructor.
class RegistryProcess {
 public:
  struct Options {
    std::filesystem::path data;
    std::vector<std::string> flags;  ///< Besides --host, --port, --udp-port and --data.
    std::uint64_t largest_file = 0;  ///< Bytes that a file may grow to (a full disk); 0: no bound.
  };

  /// Starts it and waits for its first line; it is listening() if that came.
  explicit RegistryProcess(const Options& options);

  bool listening() const { return tcp_.port != 0; }
  const Endpoint& tcp() const { return tcp_; }
  const Endpoint& udp() const { return udp_; }
  const std::string& first_line() const { return first_line_; }
  pid_t pid() const { return child_.pid(); }

  void kill_at_once() { child_.kill(); }  ///< SIGKILL, and waits.
  int terminate();                        ///< SIGTERM, and wait_for_end(10).

  /// Waits for the end; the exit code, minus the number of the signal that ended it, or -1 if it still runs.
  int wait_for_end(int seconds);

  /// What it said on stderr so far.
  std::string errors() const;

 private:
  void read_first_line();

  TemporaryFolder scratch_;
  std::filesystem::path error_file_;
  ChildProcess child_;
  std::string first_line_;
  Endpoint tcp_;
  Endpoint udp_;
};

}  // namespace parley::test
