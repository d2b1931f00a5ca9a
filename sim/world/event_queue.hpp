#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "sim/world/alarm_heap.hpp"
#include "sim/world/event.hpp"

namespace parley::sim {

/// What will happen, in the order (time, sequence): of two things at the same instant the one that was
/// put in first comes first. Messages lie in a slab under a 4-ary heap whose entries are 16 bytes, four
/// children to a cache line; alarms, of which each node has one, in a heap of their own.
class EventQueue {
 public:
  /// What comes next, taken out of the queue.
  struct Due {
    Instant when;
    Event event;
  };

  void add_node() { alarms_.add_node(); }

  void push(Instant when, const Event& event);
  void set_alarm(NodeId node, Instant when) { alarms_.set(node, when, next_sequence_++); }
  void cancel_alarm(NodeId node) { alarms_.cancel(node); }
  const AlarmHeap& alarms() const { return alarms_; }

  /// The next event if it is due by `limit`.
  std::optional<Due> pop(Instant limit);
  std::optional<Instant> next_time();

  /// Messages under way: everything but alarms.
  std::size_t message_count() const { return heap_.size(); }

 private:
  static constexpr unsigned kSlotBits = 24;  ///< At most 16 million messages under way.

  struct Entry {
    std::int64_t when;
    std::uint64_t key;  ///< The sequence number above, the slot in the low bits.
  };
  static bool earlier(const Entry& a, const Entry& b) {
    return a.when != b.when ? a.when < b.when : a.key < b.key;
  }

  Event take_message();
  void sift_down(const Entry& entry);

  std::vector<Event> slab_;
  std::vector<std::uint32_t> free_;
  std::vector<Entry> heap_;
  AlarmHeap alarms_;
  std::uint64_t next_sequence_ = 0;
};

}  // namespace parley::sim
