#pragma once

#include <cstddef>
#include <functional>
#include <utility>

#include "base/check.hpp"

namespace parley::registry {

/// Counts what the store still has to answer, so that the registry stops only when all of it is.
class PendingWork {
 public:
  void begin() { ++count_; }
  void end() {
    PARLEY_CHECK(count_ > 0);
    --count_;
    notify();
  }

  /// Calls `done` once, as soon as nothing is pending: perhaps at once.
  void when_none(std::function<void()> done) {
    done_ = std::move(done);
    notify();
  }

  std::size_t count() const { return count_; }

 private:
  void notify() {
    if (count_ > 0 || !done_) return;
    const auto done = std::exchange(done_, nullptr);
    done();
  }

  std::size_t count_ = 0;
  std::function<void()> done_;
};

}  // namespace parley::registry
