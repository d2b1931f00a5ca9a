#pragma once

#include <termios.h>

namespace parley::adapters {

/// Puts a terminal back into the mode in which it was found: when destroyed, and when the program dies of
/// a fatal signal. One at a time. It also holds the signals that a terminal sends (a new size, back from
/// a stop) and makes them readable.
class TtyGuard {
 public:
  explicit TtyGuard(int tty_fd);
  ~TtyGuard();
  TtyGuard(const TtyGuard&) = delete;
  TtyGuard& operator=(const TtyGuard&) = delete;

  /// Stops the program and all of its job, as ^Z does, with the terminal as it was found; returns when it
  /// goes on, with the terminal as it was left.
  void suspend();

  /// Ends the program with the signal of ^\.
  void quit();

  /// After a stop that was not ours: the mode of the terminal as it was left.
  void resume();

  /// Becomes readable when there is a signal; take_signals() reads them away.
  int signal_fd() const { return signal_fd_; }
  struct Signals {
    bool resized = false;
    bool continued = false;
  };
  Signals take_signals() const;

  /// Notes the mode that the program works in.
  void note_mode();

 private:
  int tty_fd_;
  int signal_fd_ = -1;
  termios found_{};
  termios working_{};
};

}  // namespace parley::adapters
