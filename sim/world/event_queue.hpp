#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "sim/world/event.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

/// One alarm per node, by (time, sequence). A core moves its alarm far more often than it lets it go off,
/// mostly to a later time; that costs one store here: the entry keeps its old place and is put right
/// when it gets to the top. So no stale wake-up is ever queued, and an idle node costs 40 bytes.
class AlarmHeap {
 public:
  void add_node();

  /// `sequence` is below 2^40.
  void set(NodeId node, Instant when, std::uint64_t sequence);
  void cancel(NodeId node) { alarms_[number(node)].wanted = Instant::max(); }

  bool is_set(NodeId node) const { return alarms_[number(node)].wanted != Instant::max(); }
  Instant when(NodeId node) const { return alarms_[number(node)].wanted; }

  /// 16 bytes: four of them, the children of one, fill a cache line.
  struct Entry {
    Instant when;
    std::uint64_t key = 0;  ///< The sequence number above, the node in the low bits.

    std::uint64_t sequence() const { return key >> kNodeBits; }
    NodeId node() const { return NodeId{static_cast<std::uint32_t>(key & ((1U << kNodeBits) - 1))}; }
  };

  /// The alarm that goes off next, or nullptr. Valid until the next call.
  const Entry* top();

  /// Whose alarm will likely be next once the top one has gone off; nullptr where that is not told cheaply.
  const Entry* second() const;

  /// Takes the top alarm away.
  void pop_top() { cancel(heap_.front().node()); }

 private:
  static constexpr unsigned kNodeBits = 24;
  static constexpr std::uint32_t kNowhere = 0xffffffff;
  struct Alarm {
    Instant wanted = Instant::max();
    std::uint64_t sequence = 0;
    std::uint32_t position = kNowhere;
  };

  void place(std::size_t position, const Entry& entry);
  void sift_up(std::size_t position, const Entry& entry);
  void sift_down(std::size_t position, const Entry& entry);

  std::vector<Alarm> alarms_;  ///< By node.
  std::vector<Entry> heap_;    ///< 4-ary. An entry's time is never later than what its node wants.
};

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
