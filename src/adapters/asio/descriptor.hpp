#pragma once

#include <cstdint>
#include <memory>

#include "adapters/system/file.hpp"

namespace parley::adapters {

class EventLoop;

enum class Readiness : std::uint8_t { kReadable, kWritable };

/// Is told when a Descriptor is ready.
class ReadinessHandler {
 public:
  /// In a turn of its own. The descriptor may have been closed meanwhile.
  virtual void on_ready(Readiness readiness) = 0;

 protected:
  ~ReadinessHandler() = default;
};

/// Owns a non-blocking file descriptor and says when it is ready for more.
class Descriptor {
 public:
  Descriptor(EventLoop& loop, int fd);
  ~Descriptor();  ///< Closes it.
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int fd() const;
  FileDescriptor release();  ///< Ends the waits; nothing else may follow.

  /// Calls the handler once when the descriptor is ready or broken, at once if it is now; keeps the
  /// handler alive until then, or until the descriptor is closed. One wait of each kind at a time.
  void await(Readiness readiness, std::shared_ptr<ReadinessHandler> handler);

 private:
  struct Watch;

  EventLoop& loop_;
  std::unique_ptr<Watch> watch_;
};

}  // namespace parley::adapters
