#include <sys/mman.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <string_view>

#include "adapters/system/tape_file.hpp"

namespace parley::adapters {
namespace {

struct Fault {
  int signal;
  std::string_view words;
};

constexpr std::array kFaults = {
    Fault{SIGABRT, "the program failed a check of its own (SIGABRT)"},
    Fault{SIGSEGV, "the program touched memory that it has not (SIGSEGV)"},
    Fault{SIGBUS, "the program touched memory that cannot be had (SIGBUS)"},
    Fault{SIGFPE, "the program did arithmetic that has no result (SIGFPE)"},
    Fault{SIGILL, "the program met an instruction that there is not (SIGILL)"},
};

// A signal handler is the process's, and so is what it works on.
std::atomic<TapeFile*> g_tape = nullptr;                   // NOLINT: no other way to reach it.
std::array<struct sigaction, kFaults.size()> g_actions{};  // NOLINT: those that stood before ours.

void on_fault(int number) {
  const int error = errno;
  TapeFile* const tape = g_tape.exchange(nullptr);
  for (std::size_t i = 0; i < kFaults.size(); ++i) {
    if (kFaults[i].signal != number) continue;
    if (tape != nullptr) tape->write_last(kFaults[i].words);
    sigaction(number, &g_actions[i], nullptr);
  }
  errno = error;
  raise(number);  // Waits until the handler returns; then the program dies as it would have.
}

/// The handler has a stack of its own, in case that a fault is that there is no more of the usual one.
void set_stack() {
  constexpr std::size_t kBytes = std::size_t{64} * 1024;
  void* memory = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  stack_t old{};
  if (memory == MAP_FAILED || sigaltstack(nullptr, &old) != 0 || (old.ss_flags & SS_DISABLE) == 0) return;
  const stack_t stack{memory, 0, kBytes};
  sigaltstack(&stack, nullptr);
}

void install() {
  set_stack();
  struct sigaction action {};
  action.sa_handler = on_fault;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGXFSZ);
  for (std::size_t i = 0; i < kFaults.size(); ++i) sigaction(kFaults[i].signal, &action, &g_actions[i]);
}

}  // namespace

void write_last_on_fault(TapeFile* tape) {
  static const bool installed = (install(), true);
  static_cast<void>(installed);
  g_tape = tape;
}

}  // namespace parley::adapters
