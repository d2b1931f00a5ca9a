#include "sim/world/event_queue.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace parley::sim {
namespace {

bool earlier(const AlarmHeap::Entry& a, const AlarmHeap::Entry& b) {
  return a.when != b.when ? a.when < b.when : a.key < b.key;
}

}  // namespace

void AlarmHeap::add_node() {
  PARLEY_CHECK(alarms_.size() < (1U << kNodeBits));
  alarms_.emplace_back();
}

void AlarmHeap::set(NodeId node, Instant when, std::uint64_t sequence) {
  Alarm& alarm = alarms_[number(node)];
  if (alarm.wanted == when) return;
  alarm.wanted = when;
  alarm.sequence = sequence;
  const Entry entry{when, sequence << kNodeBits | number(node)};
  if (alarm.position == kNowhere) {
    heap_.emplace_back();
    sift_up(heap_.size() - 1, entry);
  } else if (when < heap_[alarm.position].when) {
    sift_up(alarm.position, entry);
  }
}

const AlarmHeap::Entry* AlarmHeap::top() {
  while (!heap_.empty()) {
    const Entry& first = heap_.front();
    Alarm& alarm = alarms_[number(first.node())];
    if (alarm.wanted == first.when && alarm.sequence == first.sequence()) return &first;
    if (alarm.wanted != Instant::max()) {
      sift_down(0, {alarm.wanted, alarm.sequence << kNodeBits | number(first.node())});
      continue;
    }
    alarm.position = kNowhere;
    const Entry last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0, last);
  }
  return nullptr;
}

const AlarmHeap::Entry* AlarmHeap::second() const {
  if (heap_.size() < 5) return nullptr;
  return &*std::min_element(heap_.begin() + 1, heap_.begin() + 5, earlier);
}

void AlarmHeap::place(std::size_t position, const Entry& entry) {
  heap_[position] = entry;
  alarms_[number(entry.node())].position = static_cast<std::uint32_t>(position);
}

void AlarmHeap::sift_up(std::size_t position, const Entry& entry) {
  while (position > 0) {
    const std::size_t parent = (position - 1) / 4;
    if (!earlier(entry, heap_[parent])) break;
    place(position, heap_[parent]);
    position = parent;
  }
  place(position, entry);
}

void AlarmHeap::sift_down(std::size_t position, const Entry& entry) {
  while (4 * position + 1 < heap_.size()) {
    std::size_t best = 4 * position + 1;
    const std::size_t end = std::min(best + 4, heap_.size());
    for (std::size_t child = best + 1; child < end; ++child) {
      if (earlier(heap_[child], heap_[best])) best = child;
    }
    if (!earlier(heap_[best], entry)) break;
    place(position, heap_[best]);
    position = best;
  }
  place(position, entry);
}

void EventQueue::push(Instant when, const Event& event) {
  std::uint32_t slot = 0;
  if (free_.empty()) {
    slot = static_cast<std::uint32_t>(slab_.size());
    PARLEY_CHECK(slot < (1U << kSlotBits));
    slab_.push_back(event);
  } else {
    slot = free_.back();
    free_.pop_back();
    slab_[slot] = event;
  }
  const Entry entry{when.time_since_epoch().count(), next_sequence_++ << kSlotBits | slot};
  std::size_t position = heap_.size();
  heap_.push_back(entry);
  while (position > 0 && earlier(entry, heap_[(position - 1) / 4])) {
    heap_[position] = heap_[(position - 1) / 4];
    position = (position - 1) / 4;
  }
  heap_[position] = entry;
}

std::optional<EventQueue::Due> EventQueue::pop(Instant limit) {
  const AlarmHeap::Entry* alarm = alarms_.top();
  const bool alarm_first =
      alarm != nullptr &&
      (heap_.empty() || alarm->when < Instant(Duration(heap_[0].when)) ||
       (alarm->when == Instant(Duration(heap_[0].when)) && alarm->sequence() < heap_[0].key >> kSlotBits));
  if (alarm_first) {
    if (alarm->when > limit) return std::nullopt;
    const Due due{alarm->when, Event{.kind = EventKind::kWake, .node = alarm->node()}};
    alarms_.pop_top();
    return due;
  }
  if (heap_.empty() || Instant(Duration(heap_[0].when)) > limit) return std::nullopt;
  const Instant when{Duration(heap_[0].when)};
  return Due{when, take_message()};
}

std::optional<Instant> EventQueue::next_time() {
  const AlarmHeap::Entry* alarm = alarms_.top();
  if (heap_.empty()) return alarm != nullptr ? std::optional(alarm->when) : std::nullopt;
  const Instant message{Duration(heap_[0].when)};
  return alarm != nullptr ? std::min(alarm->when, message) : message;
}

Event EventQueue::take_message() {
  const auto slot = static_cast<std::uint32_t>(heap_[0].key & ((1U << kSlotBits) - 1));
  const Entry last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) sift_down(last);
  free_.push_back(slot);
  return slab_[slot];
}

void EventQueue::sift_down(const Entry& entry) {
  std::size_t position = 0;
  while (4 * position + 1 < heap_.size()) {
    std::size_t best = 4 * position + 1;
    const std::size_t end = std::min(best + 4, heap_.size());
    for (std::size_t child = best + 1; child < end; ++child) {
      if (earlier(heap_[child], heap_[best])) best = child;
    }
    if (!earlier(heap_[best], entry)) break;
    heap_[position] = heap_[best];
    position = best;
  }
  heap_[position] = entry;
}

}  // namespace parley::sim
