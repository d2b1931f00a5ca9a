#include "ports/timer_queue.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/check.hpp"

namespace parley {

TimerQueue::TimerQueue(Clock& clock) : clock_(clock) { clock_.set_wake_handler(this); }

TimerQueue::~TimerQueue() {
  PARLEY_CHECK(heap_.empty());
  clock_.cancel_wake();
  clock_.set_wake_handler(nullptr);
}

void TimerQueue::arm(Timer& timer, Instant deadline) {
  // Never earlier than now: what is armed for the past stands behind all that is due already.
  timer.deadline_ = std::max(deadline, clock_.now());
  timer.sequence_ = next_sequence_++;
  if (timer.armed()) {
    sift_down(timer.index_);
  } else {
    heap_.push_back(&timer);
    timer.index_ = heap_.size() - 1;
  }
  sift_up(timer.index_);
  set_alarm();
}

void TimerQueue::disarm(Timer& timer) {
  const auto hole = timer.index_;
  timer.index_ = Timer::kIdle;
  Timer* last = heap_.back();
  heap_.pop_back();
  if (last != &timer) {
    place(hole, last);
    sift_down(hole);
    sift_up(last->index_);
  }
  set_alarm();
}

void TimerQueue::on_wake() {
  const Instant now = clock_.now();
  const auto armed_before = next_sequence_;  // What a callback arms waits for the next turn.
  expiring_ = true;
  while (!heap_.empty() && heap_.front()->deadline_ <= now && heap_.front()->sequence_ < armed_before) {
    Timer& due = *heap_.front();
    disarm(due);
    const auto on_expiry = due.on_expiry_;  // A copy: the callback may destroy its timer.
    on_expiry();
  }
  expiring_ = false;
  set_alarm();
}

void TimerQueue::set_alarm() {
  if (expiring_) return;
  if (heap_.empty()) {
    clock_.cancel_wake();
  } else {
    clock_.wake_at(heap_.front()->deadline_);
  }
}

void TimerQueue::place(std::size_t index, Timer* timer) {
  heap_[index] = timer;
  timer->index_ = index;
}

namespace {

bool earlier(Instant a, std::uint64_t a_sequence, Instant b, std::uint64_t b_sequence) {
  return std::tie(a, a_sequence) < std::tie(b, b_sequence);
}

}  // namespace

void TimerQueue::sift_up(std::size_t index) {
  Timer* timer = heap_[index];
  while (index > 0) {
    Timer* parent = heap_[(index - 1) / 2];
    if (!earlier(timer->deadline_, timer->sequence_, parent->deadline_, parent->sequence_)) break;
    place(index, parent);
    index = (index - 1) / 2;
  }
  place(index, timer);
}

void TimerQueue::sift_down(std::size_t index) {
  Timer* timer = heap_[index];
  while (2 * index + 1 < heap_.size()) {
    std::size_t child = 2 * index + 1;
    if (child + 1 < heap_.size() && earlier(heap_[child + 1]->deadline_, heap_[child + 1]->sequence_,
                                            heap_[child]->deadline_, heap_[child]->sequence_)) {
      ++child;
    }
    if (!earlier(heap_[child]->deadline_, heap_[child]->sequence_, timer->deadline_, timer->sequence_)) break;
    place(index, heap_[child]);
    index = child;
  }
  place(index, timer);
}

Timer::Timer(TimerQueue& queue, std::function<void()> on_expiry)
    : queue_(queue), on_expiry_(std::move(on_expiry)) {}

void Timer::cancel() {
  if (armed()) queue_.disarm(*this);
}

}  // namespace parley
