#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/asio/readable_watches.hpp"
#include "base/result.hpp"
#include "sim/language/tape_folder.hpp"
#include "sim/process/child_process.hpp"

namespace parley::sim::real {

/// Where the shipping programs are.
struct Programs {
  std::filesystem::path registry;
  std::filesystem::path peer;

  /// Those in `folder`, or beside this program where that is empty. Error kUnavailable, in words, where
  /// one of them is missing.
  static Result<Programs> find(std::filesystem::path folder);
};

/// The flags by which the next program on `node` records itself; none where there are no tapes.
std::vector<std::string> recording_flags(scenario::TapeFolder* tapes, std::string_view node);

/// A shipping program that runs beside the loop: what it shows and how it ends come as turns. Killed at
/// the latest by the destructor.
class RunningProgram {
 public:
  using OnBytes = std::function<void(std::string_view bytes)>;
  using OnEnd = std::function<void(int code)>;

  /// Starts it. Its output is a pipe or a terminal.
  RunningProgram(adapters::ReadableWatches& watches, const process::Command& command,
                 const process::ChildOptions& options, OnBytes on_bytes, OnEnd on_end);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Types these bytes, as fast as the program's terminal takes them.
  void type(std::string_view bytes);
  void flush_input();  ///< Goes on with what it did not take yet.

  void signal(int number) const { child_.signal(number); }
  void kill();  ///< At once; `on_end` is not called any more.
  void limit_file_size(std::uint64_t bytes) const { child_.limit_file_size(bytes); }

 private:
  bool look();
  void on_ended();
  void stop_watching();

  adapters::ReadableWatches& watches_;
  process::ChildProcess child_;
  process::Descriptor handle_;  ///< Readable once the program has ended.
  OnBytes on_bytes_;
  OnEnd on_end_;
  std::string pending_input_;
  bool watched_ = true;
};

}  // namespace parley::sim::real
