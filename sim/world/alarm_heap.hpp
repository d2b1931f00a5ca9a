#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
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

}  // namespace parley::sim
