#pragma once

#include <string>

#include "apps/sim/real_command.hpp"
#include "apps/sim/run_command.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace parley::sim {

/// Takes seeds from the command line; a throw is CLI11's way to refuse a value.
SeedRange parse_seeds(const std::string& text);

/// The subcommand `run`, in either world.
class RunFlags {
 public:
  void add_to(CLI::App& app);
  bool parsed() const;

  /// Plays what was asked for, in the world that was asked for; the exit code.
  int run();

 private:
  void add_tapes();
  void add_world();

  CLI::App* command_ = nullptr;
  RunOptions simulated_;
  std::string world_ = "sim";
  RealOptions real_;
};

}  // namespace parley::sim
