#include "registry/age_queue.hpp"

#include <utility>

namespace parley::registry {

void AgeQueue::Entry::unlink() {
  if (!queued()) return;
  previous_->next_ = next_;
  next_->previous_ = previous_;
  previous_ = nullptr;
  next_ = nullptr;
}

AgeQueue::AgeQueue(TimerQueue& timers, Duration max_age, std::function<void(SessionId)> on_old)
    : timers_(timers), max_age_(max_age), on_old_(std::move(on_old)), timer_(timers, [this] { on_timer(); }) {
  ends_.previous_ = &ends_;
  ends_.next_ = &ends_;
}

void AgeQueue::add(Entry& entry, SessionId session) {
  entry.unlink();
  entry.session_ = session;
  append(entry);
  if (!timer_.armed()) timer_.expire_after(max_age_);
}

void AgeQueue::touch(Entry& entry) {
  entry.unlink();
  append(entry);
}

void AgeQueue::append(Entry& entry) {
  entry.touched_ = timers_.now();
  entry.previous_ = ends_.previous_;
  entry.next_ = &ends_;
  ends_.previous_->next_ = &entry;
  ends_.previous_ = &entry;
}

void AgeQueue::on_timer() {
  while (!empty() && ends_.next_->touched_ + max_age_ <= timers_.now()) {
    const SessionId session = oldest();
    ends_.next_->unlink();
    on_old_(session);
  }
  if (!empty()) timer_.expire_at(ends_.next_->touched_ + max_age_);
}

}  // namespace parley::registry
