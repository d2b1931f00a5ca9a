#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/explore/isolated_play.hpp"
#include "sim/explore/play_report.hpp"

namespace parley::sim::explore {

/// Plays seeds in processes of their own, several at a time. A broken invariant, a signal or a loop without
/// end takes only the process in which it happens: it is reported with its seed like any other failure,
/// and another process takes the place.
class WorkerPool {
 public:
  using Play = std::function<PlayReport(std::uint64_t seed)>;

  /// `play` runs in the workers, and is the same in all of them.
  WorkerPool(std::size_t workers, Play play);
  ~WorkerPool();  ///< Ends all, wherever they are.

  /// Gives a seed to an idle worker; false where none is.
  bool assign(std::uint64_t seed);
  std::size_t busy() const;

  /// What has come to an end, after a wait for the first of up to `patience`; nothing also where a signal
  /// came.
  std::vector<PlayReport> wait(std::chrono::milliseconds patience);

 private:
  struct Worker {
    std::unique_ptr<IsolatedProcess> process;
    std::optional<std::uint64_t> seed;  ///< What it plays.
    std::string told;                   ///< The beginning of its next line.
  };

  void spawn(Worker& worker);
  void read(Worker& worker, std::vector<PlayReport>& reports);
  void reap(Worker& worker, std::vector<PlayReport>& reports);

  Play play_;
  std::vector<Worker> workers_;
};

}  // namespace parley::sim::explore
