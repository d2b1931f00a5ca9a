#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace parley::sim::explore {

/// One end of a pipe, closed at the latest by the destructor.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : number_(number) {}
  ~Fd() { close(); }
  Fd(Fd&& other) noexcept : number_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept;

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close();
  int release();

 private:
  int number_ = -1;
};

/// How a process came to its end, in words that a report can use.
struct ExitStatus {
  bool in_order = false;  ///< By itself, with exit code 0.
  std::string check;      ///< Otherwise what it amounts to: `dies`, `hangs`.
  std::string what;       ///< The signal, and the line of its last words that says most.
};

/// A process forked off this one, which goes on with `body` and ends with it: _exit(0), no destructors, no
/// buffers written. It is told apart from a program of its own by what it can do: die of a broken invariant,
/// of a signal, of too much memory or time, without its parent. Killed at the latest by the destructor,
/// and always waited for, so that none is left as a zombie.
class Process {
 public:
  /// What the new process reads from and writes to.
  struct Ends {
    int in;
    int out;
  };

  /// `close_first` holds descriptors of this process that the new one must not keep open.
  Process(const std::function<void(Ends)>& body, const std::vector<int>& close_first);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  const Fd& to() const { return to_; }          ///< What is written here, it reads.
  const Fd& from() const { return from_; }      ///< Read here what it writes. Ends when it ends.
  const Fd& errors() const { return errors_; }  ///< Likewise its stderr.

  bool write(std::string_view bytes) const;

  /// Takes in what stands in errors(), for the ending.
  void read_stderr();
  const std::string& stderr_tail() const { return stderr_tail_; }

  /// To be called once from() has ended: waits for the rest.
  ExitStatus wait();
  void kill();

 private:
  [[noreturn]] void run_child(const std::function<void(Ends)>& body, Ends ends, int errors);

  pid_t pid_ = -1;
  Fd to_;
  Fd from_;
  Fd errors_;
  std::string stderr_tail_;
};

/// For a process of its own: from now on it may use so much CPU time, else it is killed, and its ending is
/// `hangs`. CPU time, since that of the wall says nothing on a busy machine. Zero takes the bound away.
void bound_cpu_time(std::chrono::seconds bound);

/// Writes all of it; false where the other end is closed.
bool write_all(int fd, std::string_view bytes);

/// Appends what can be read now, waiting for some; false at the end.
bool read_some(int fd, std::string& bytes);

}  // namespace parley::sim::explore
