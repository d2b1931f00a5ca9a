#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "sim/language/fault.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::scenario {

/// Which fault steps really hit: a play in which one did not proves nothing about it.
class FaultLog {
 public:
  /// Counts how often such a fault has hit in the world.
  using Counter = std::function<std::uint64_t()>;
  using Entry = std::size_t;

  /// A fault step. `must`: it is a failure where it never hits.
  Entry open(std::size_t line, bool must);

  /// It hits whenever the counter rises from here on.
  void measure(Entry entry, Counter counter);
  void hit(Entry entry) { entries_[entry].hit = true; }

  void update(Entry entry);
  /// The fault has ended: what others do later is not its own.
  void close(Entry entry);
  void update_all();

  std::size_t count_hit() const;
  std::size_t count_all() const { return entries_.size(); }

  /// The line of the first that had to hit and did not.
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

/// A fault that goes on until its end.
struct ActiveFault {
  /// What a statement ends that ends faults: `heal`, `resume`, `hears again`, `runs right`, `stop losing`,
  /// `the disk works`, `restart`.
  enum class Kind : std::uint8_t { kNetwork, kPause, kDeaf, kClock, kLink, kDisk, kDown };

  Kind kind;
  std::optional<NodeRef> node;              ///< Whom it befalls, where it is one node alone.
  std::optional<LinkFaultKind> link_fault;  ///< Of a link.
  std::function<void()> end;
};

/// All faults that have not ended. Each ends once: by its time, by a statement, or with the play. The log is
/// told when the last of a step's faults has ended, so that later hits are not counted as the step's own.
class ActiveFaults {
 public:
  ActiveFaults(World& world, FaultLog& log) : world_(world), log_(log) {}

  void add(FaultLog::Entry step, const ForTime& time, ActiveFault fault);

  /// Whether there were any.
  bool end_those(const std::function<bool(const ActiveFault&)>& which);
  bool end_of(ActiveFault::Kind kind);
  bool end_of(ActiveFault::Kind kind, const Nodes& nodes);

  /// Without their ends: who is down stays down.
  void forget(const std::function<bool(const ActiveFault&)>& which);

 private:
  struct Started {
    FaultLog::Entry step;
    ActiveFault fault;
  };
  void end(std::uint64_t number);

  World& world_;
  FaultLog& log_;
  std::map<std::uint64_t, Started> all_;
  std::uint64_t last_number_ = 0;
};

}  // namespace parley::sim::scenario
