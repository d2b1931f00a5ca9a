#include "apps/sim/explore_command.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

#include "sim/explore/exploration.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;

constexpr Duration kUsualTime = 60s;

volatile std::sig_atomic_t interrupted = 0;  // NOLINT(*-avoid-non-const-global-variables): a handler's.

/// The first ^C ends the exploration in order, the second one the program.
void hear_interrupts() {
  struct sigaction action {};
  action.sa_handler = [](int /*signal*/) { interrupted = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

Result<Duration> parse_time(const std::string& text) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  const std::string unit = digits == text.npos ? "" : text.substr(digits);
  const Duration one = unit == "ms"    ? Duration(1ms)
                       : unit == "s"   ? Duration(1s)
                       : unit == "min" ? Duration(1min)
                       : unit == "h"   ? Duration(1h)
                                       : Duration::zero();
  if (one == Duration::zero() || digits == 0 || digits > 6) {
    return Error{ErrorCode::kMalformed, "a time is a number and a unit: 500ms, 60s, 5min, 2h"};
  }
  return one * std::stoll(text.substr(0, digits));
}

int explore_seeds(const ExploreCommand& command) {
  hear_interrupts();
  explore::ExploreOptions options;
  if (command.seeds) {
    options.first = command.seeds->first;
    options.last = command.seeds->last;
  }
  options.time = command.time;
  if (!command.seeds && !command.time) options.time = kUsualTime;
  options.jobs = command.jobs;
  options.people = command.peers;
  options.out = command.out;
  options.keep_going = command.keep_going;
  if (command.replay) options.seeds_per_replay = 1;
  options.on_terminal = isatty(STDOUT_FILENO) != 0;
  const auto began = std::chrono::steady_clock::now();
  options.elapsed = [began] { return Duration(std::chrono::steady_clock::now() - began); };
  options.interrupted = [] { return interrupted != 0; };
  return explore::explore(options);
}

}  // namespace parley::sim
