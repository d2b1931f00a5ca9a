#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace parley::sim::scenario {

/// Which fault steps really struck: a play in which one did not proves nothing about it.
class FaultLog {
 public:
  /// Counts how often such a fault has struck in the world.
  using Meter = std::function<std::uint64_t()>;
  using Entry = std::size_t;

  /// A fault step. `must`: it is a failure where it never strikes.
  Entry open(std::size_t line, bool must);

  /// It strikes whenever the meter rises from here on.
  void measure(Entry entry, Meter meter);
  void struck(Entry entry) { entries_[entry].struck = true; }

  void look(Entry entry);
  /// The fault has ended: what others do later is not its own.
  void close(Entry entry);
  void look_at_all();

  std::size_t count_struck() const;
  std::size_t count_all() const { return entries_.size(); }

  /// The line of the first that had to strike and did not.
  std::optional<std::size_t> first_unfelt() const;

 private:
  struct Record {
    std::size_t line = 0;
    bool must = true;
    bool struck = false;
    Meter meter;
    std::uint64_t before = 0;
  };
  std::vector<Record> entries_;
};

}  // namespace parley::sim::scenario
