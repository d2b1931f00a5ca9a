#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace parley::sim::scenario {

/// Which fault steps really hit: a play in which one did not proves nothing about it.
class FaultLog {
 public:
  /// Counts how often such a fault has hit in the world.
  using Counter = std::function<std::uint64_t()>;
  using Entry = std::size_t;

  /// A fault step. `must`: it is a failure where it never strikes.
  Entry open(std::size_t line, bool must);

  /// It strikes whenever the counter rises from here on.
  void measure(Entry entry, Counter counter);
  void hit(Entry entry) { entries_[entry].hit = true; }

  void update(Entry entry);
  /// The fault has ended: what others do later is not its own.
  void close(Entry entry);
  void update_all();

  std::size_t count_hit() const;
  std::size_t count_all() const { return entries_.size(); }

  /// The line of the first that had to inject and did not.
  std::optional<std::size_t> first_missed() const;

 private:
  struct Record {
    std::size_t line = 0;
    bool must = true;
    bool hit = false;
    Counter counter;
    std::uint64_t before = 0;
  };
  std::vector<Record> entries_;
};

}  // namespace parley::sim::scenario
