#pragma once

#include <functional>
#include <map>
#include <memory>

namespace parley::adapters {

class EventLoop;

/// Watches file descriptors that are not ours to close or to change: a terminal, a pipe. Their mode, which
/// other programs share, stays as it is.
class ReadableWatches {
 public:
  explicit ReadableWatches(EventLoop& loop) : loop_(loop) {}
  ~ReadableWatches();
  ReadableWatches(const ReadableWatches&) = delete;
  ReadableWatches& operator=(const ReadableWatches&) = delete;

  /// Calls `on_readable`, a turn each time, for as long as `fd` can be read, is at its end or is broken.
  /// The callback may unwatch any of them. A plain file cannot be watched, and need not be.
  void watch(int fd, std::function<void()> on_readable);
  void unwatch(int fd);  ///< Nothing where it is not watched.

 private:
  class Watch;

  EventLoop& loop_;
  std::map<int, std::shared_ptr<Watch>> watches_;
};

}  // namespace parley::adapters
