#include "adapters/system/tape_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>

#include "adapters/system/tape_queue.hpp"
#include "adapters/system/tape_writer_thread.hpp"
#include "tape/tape_writer.hpp"

namespace parley::adapters {
namespace {

constexpr mode_t kTapeMode = 0600;
constexpr std::chrono::milliseconds kFaultWaitStep(10);

/// The thread takes no signal that another one is there for; a file that may not grow is an error to it.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  for (const int fault : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) sigdelset(&all, fault);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

Result<FileDescriptor> create_file(const std::filesystem::path& path) {
  const std::string what = "cannot record to " + path.string();
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kTapeMode));
  if (!file && errno == EEXIST) {
    return Error{ErrorCode::kUnavailable,
                 what + ": it is there already, and nothing is ever overwritten; name another"};
  }
  if (!file) return errno_error(what, "see that its folder is there and this user may write to it");
  if (::fchmod(file.number(), kTapeMode) != 0) {
    auto error = errno_error(what, "its file system cannot keep it to its owner; name another folder");
    ::unlink(path.c_str());
    return error;
  }
  return file;
}

struct Fault {
  int signal;
  std::string_view words;
};

constexpr std::array kFaults = {
    Fault{SIGABRT, "the program failed a check of its own (SIGABRT)"},
    Fault{SIGSEGV, "the program used memory that is not its own (SIGSEGV)"},
    Fault{SIGBUS, "the program used memory that could not be read (SIGBUS)"},
    Fault{SIGFPE, "the program divided by zero or the like (SIGFPE)"},
    Fault{SIGILL, "the program ran an illegal instruction (SIGILL)"},
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

/// The handler has a stack of its own, in case the fault is that the usual one is full.
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

class TapeFile::State {
 public:
  State(FileDescriptor wake, TapeDisk disk, const std::string& name, TapeFileOptions options)
      : options_(std::move(options)),
        queue_(std::move(wake), options_.limits, options_.queue_bytes),
        writer_thread_(queue_, std::move(disk), options_.limits.max_bytes, name) {}

  static Result<std::shared_ptr<State>> start(FileDescriptor file, const std::string& name,
                                              const tape::TapeHeader& header, TapeFileOptions options);

  void add(const tape::Entry& entry) {
    if (entry.kind == tape::EntryKind::kEnd) return;
    queue_.add(entry);
    if (queue_.is_closed()) tell();
  }

  void finish(tape::TapeEndCause cause, std::string_view words) {
    if (finished_) return;
    finished_ = true;
    queue_.finish(cause, words);
    join();
    if (!late_) writer_thread_.try_end_again();
    tell();
  }

  void abandon() {
    if (finished_) return;
    finished_ = true;
    queue_.abandon();
    join();
  }

  bool ended() const { return queue_.is_closed(); }

  void write_last(std::string_view words) noexcept {
    if (::gettid() == thread_id_.load()) return;  // It is the thread itself that failed.
    queue_.abort();
    for (auto waited = kFaultWaitStep * 0; waited < options_.patience && !writer_thread_.has_stopped();
         waited += kFaultWaitStep) {
      ::poll(nullptr, 0, static_cast<int>(kFaultWaitStep.count()));
    }
    if (queue_.is_drained()) writer_thread_.write_last(words);
  }

 private:
  void run() {
    thread_id_ = ::gettid();
    block_signals();
    writer_thread_.run();
  }

  void join() {
    late_ = !writer_thread_.wait_for_end(options_.patience);
    if (late_) {
      thread_.detach();
    } else {
      thread_.join();
    }
  }

  /// Tells why the tape ended early, once, in the thread of the program.
  void tell() {
    if (told_ || !options_.on_early_end) return;
    std::string why = writer_thread_.early_end();
    if (why.empty() && late_) why = "the disk did not take the end of the tape in time";
    if (why.empty()) return;
    told_ = true;
    options_.on_early_end(why);
  }

  TapeFileOptions options_;
  TapeQueue queue_;
  TapeWriterThread writer_thread_;
  std::atomic<pid_t> thread_id_ = 0;
  std::thread thread_;
  bool finished_ = false;
  bool late_ = false;
  bool told_ = false;
};

Result<std::shared_ptr<TapeFile::State>> TapeFile::State::start(FileDescriptor file, const std::string& name,
                                                                const tape::TapeHeader& header,
                                                                TapeFileOptions options) {
  if (options.limits.max_bytes < tape::kMinTapeBytes) {
    return Error{ErrorCode::kMalformed,
                 "a tape cannot be limited to less than " + std::to_string(tape::kMinTapeBytes) + " bytes"};
  }
  const auto beginning = tape::tape_beginning(header);
  if (!beginning) return beginning.error();
  FileDescriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake) return errno_error("cannot record", "see that the program may open more files");
  TapeDisk disk(std::move(file), options.limits.max_bytes);
  errno = disk.put(*beginning, {});
  if (errno != 0) return errno_error("cannot write to " + name, "see that the disk has space");
  auto state = std::make_shared<State>(std::move(wake), std::move(disk), name, std::move(options));
  try {
    state->thread_ = std::thread([state] { state->run(); });
  } catch (const std::system_error& error) {
    return Error{ErrorCode::kUnavailable, std::string("cannot start the tape's thread: ") + error.what()};
  }
  return state;
}

Result<std::unique_ptr<TapeFile>> TapeFile::write_to(FileDescriptor file, const std::string& name,
                                                     const tape::TapeHeader& header,
                                                     TapeFileOptions options) {
  auto state = State::start(std::move(file), name, header, std::move(options));
  if (!state) return state.error();
  return std::unique_ptr<TapeFile>(new TapeFile(std::move(*state)));
}

Result<std::unique_ptr<TapeFile>> TapeFile::create(const std::filesystem::path& path,
                                                   const tape::TapeHeader& header, TapeFileOptions options) {
  auto file = create_file(path);
  if (!file) return file.error();
  auto tape = write_to(std::move(*file), path.string(), header, std::move(options));
  if (!tape) ::unlink(path.c_str());
  return tape;
}

TapeFile::TapeFile(std::shared_ptr<State> state) : state_(std::move(state)) {}
TapeFile::~TapeFile() { state_->abandon(); }

void TapeFile::add(const tape::Entry& entry) { state_->add(entry); }
void TapeFile::finish(tape::TapeEndCause cause, std::string_view words) { state_->finish(cause, words); }
bool TapeFile::ended() const { return state_->ended(); }
void TapeFile::write_last(std::string_view words) noexcept { state_->write_last(words); }

void write_last_on_fault(TapeFile* tape) {
  static const bool installed = (install(), true);
  static_cast<void>(installed);
  g_tape = tape;
}

}  // namespace parley::adapters
