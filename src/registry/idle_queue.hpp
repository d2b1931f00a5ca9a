#pragma once

#include <cstdint>
#include <functional>

#include "base/time.hpp"
#include "ports/timer_queue.hpp"

namespace parley::registry {

/// Names one connection for the registry's life: never used twice, so an outcome that comes late finds
/// its own connection or none. Rises with each connection accepted.
enum class ConnectionId : std::uint64_t {};

/// Connections in the order in which they were last touched; the ones left untouched for `max_idle` are taken
/// out and reported, oldest first. As all share one age, the order of touching is the order of deadlines:
/// a touch moves one link and no timer, and a single timer looks after the oldest. Where its alarm rings late
/// (the program or its machine stood still), that time is taken off everybody's age, and some more.
class IdleQueue {
 public:
  /// A connection's place. It leaves the queue by itself when it is destroyed.
  class Entry {
   public:
    Entry() = default;
    ~Entry() { unlink(); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    bool queued() const { return next_ != nullptr; }
    Instant touched() const { return touched_; }  ///< Or added: meaningful while queued().

   private:
    friend class IdleQueue;
    void unlink();

    Entry* previous_ = nullptr;
    Entry* next_ = nullptr;
    Instant touched_{};
    ConnectionId connection_{};
  };

  /// `on_idle` may add, touch and remove any entry.
  IdleQueue(TimerQueue& timers, Duration max_idle, std::function<void(ConnectionId)> on_idle);

  /// Puts the entry behind all others, with age nought, wherever it was before.
  void add(Entry& entry, ConnectionId connection);

  /// The same for an entry that is queued already.
  void touch(Entry& entry);

  void remove(Entry& entry) { entry.unlink(); }

  bool empty() const { return ends_.next_ == &ends_; }
  ConnectionId oldest() const { return ends_.next_->connection_; }  ///< Where not empty().

 private:
  void append(Entry& entry);
  void on_timer();
  void make_younger(Duration by);

  TimerQueue& timers_;
  const Duration max_idle_;
  std::function<void(ConnectionId)> on_idle_;
  Entry ends_;  ///< Before the first and behind the last.
  Timer timer_;
};

}  // namespace parley::registry
