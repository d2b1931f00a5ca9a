#include "registry/idle_queue.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"

namespace parley::registry {

void IdleQueue::Entry::unlink() {
  if (!queued()) return;
  previous_->next_ = next_;
  next_->previous_ = previous_;
  previous_ = nullptr;
  next_ = nullptr;
}

IdleQueue::IdleQueue(TimerQueue& timers, Duration max_idle, std::function<void(ConnectionId)> on_idle)
    : timers_(timers),
      max_idle_(max_idle),
      on_idle_(std::move(on_idle)),
      timer_(timers, [this] { on_timer(); }) {
  ends_.previous_ = &ends_;
  ends_.next_ = &ends_;
}

void IdleQueue::add(Entry& entry, ConnectionId connection) {
  entry.unlink();
  entry.connection_ = connection;
  append(entry);
  if (!timer_.armed()) timer_.expire_after(max_idle_);
}

void IdleQueue::touch(Entry& entry) {
  entry.unlink();
  append(entry);
}

void IdleQueue::append(Entry& entry) {
  entry.touched_ = timers_.now();
  entry.previous_ = ends_.previous_;
  entry.next_ = &ends_;
  ends_.previous_->next_ = &entry;
  ends_.previous_ = &entry;
}

/// The order stays as it is.
void IdleQueue::make_younger(Duration by) {
  for (Entry* entry = ends_.next_; entry != &ends_; entry = entry->next_) {
    entry->touched_ = std::min(entry->touched_ + by, timers_.now());
  }
}

void IdleQueue::on_timer() {
  // Nobody was listening meanwhile, and what was sent may have found no room in the socket. The oldest would
  // be due this very moment if the lateness alone were taken off: they have time to be heard again.
  const Duration late = timers_.now() - timer_.deadline();
  if (late >= limits::kLateAlarm) make_younger(late + limits::kLateAlarmGrace);
  while (!empty() && ends_.next_->touched_ + max_idle_ <= timers_.now()) {
    const ConnectionId connection = oldest();
    ends_.next_->unlink();
    on_idle_(connection);
  }
  if (!empty()) timer_.expire_at(ends_.next_->touched_ + max_idle_);
}

}  // namespace parley::registry
