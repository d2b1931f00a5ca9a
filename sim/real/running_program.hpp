#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/asio/readable_watches.hpp"
#include "adapters/system/file.hpp"
#include "sim/real/child.hpp"

namespace parley::sim::real {

/// A shipping program that runs beside the loop: what it shows and how it ends come as turns. Killed at
/// the latest by the destructor.
class RunningProgram {
 public:
  using OnBytes = std::function<void(std::string_view bytes)>;
  using OnEnd = std::function<void(int code)>;

  /// A program whose terminal or output is `screen`, which is ours from here on.
  RunningProgram(adapters::ReadableWatches& watches, pid_t pid, adapters::FileDescriptor screen,
                 OnBytes on_bytes, OnEnd on_end);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  pid_t pid() const { return child_.pid(); }

  /// Types these bytes, as fast as the program's terminal takes them.
  void type(std::string_view bytes);
  void flush_input();  ///< Goes on with what it did not take yet.

  void signal(int number) const { child_.signal(number); }
  void kill();  ///< At once; `on_end` is not called any more.

 private:
  bool look();
  void on_ended();
  void stop_watching();

  adapters::ReadableWatches& watches_;
  Child child_;
  adapters::FileDescriptor screen_;
  adapters::FileDescriptor handle_;  ///< Readable once the program has ended.
  OnBytes on_bytes_;
  OnEnd on_end_;
  std::string pending_input_;
  bool watched_ = true;
};

}  // namespace parley::sim::real
