#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/language/fault_terms.hpp"

/// What can go wrong with the network: one struct for each statement.
namespace parley::sim::scenario {

/// What those on one side send to those on the other is lost or waits.
struct Partition {
  Nodes left;
  Nodes right;
  ForTime time;
  bool operator==(const Partition&) const = default;
};
/// As a partition, but only for what goes from the ones to the others.
struct CutOneWay {
  Nodes from;
  Nodes to;
  ForTime time;
  bool operator==(const CutOneWay&) const = default;
};
/// Every packet on the way waits, and all of them come when it is over.
struct Clog {
  Nodes from;
  Nodes to;
  ForTime time;
  bool operator==(const Clog&) const = default;
};
/// Ends all partitions, cuts and clogs.
struct Heal {
  bool operator==(const Heal&) const = default;
};

struct LoseDatagrams {
  std::uint8_t percent = 0;
  Paths paths;
  ForTime time;
  bool operator==(const LoseDatagrams&) const = default;
};
/// Some datagrams arrive twice.
struct RepeatDatagrams {
  std::uint8_t percent = 0;
  Paths paths;
  ForTime time;
  bool operator==(const RepeatDatagrams&) const = default;
};
/// Some datagrams come later than those sent behind them.
struct ReorderDatagrams {
  std::uint8_t percent = 0;
  Duration by{};
  Paths paths;
  ForTime time;
  bool operator==(const ReorderDatagrams&) const = default;
};
enum class Spread : std::uint8_t { kMostlyShort, kEvenly, kLongTail };
/// How long each packet is under way.
struct Latency {
  Duration least{};
  Duration most{};
  Spread spread = Spread::kMostlyShort;
  Paths paths;
  ForTime time;
  bool operator==(const Latency&) const = default;
};
/// No way carries more than that; what does not fit into the queue in front of it is lost.
struct SlowPackets {
  std::size_t kib_per_second = 0;
  std::size_t queue_kib = 0;  ///< 0: of any length.
  Paths paths;
  ForTime time;
  bool operator==(const SlowPackets&) const = default;
};
/// Datagrams that are longer are lost.
struct LimitDatagrams {
  std::size_t bytes = 0;
  Paths paths;
  ForTime time;
  bool operator==(const LimitDatagrams&) const = default;
};
/// What is written to a stream at once arrives in pieces.
struct FragmentStreams {
  Paths paths;
  ForTime time;
  bool operator==(const FragmentStreams&) const = default;
};
enum class LinkFaultKind : std::uint8_t {
  kLosing,
  kRepeating,
  kReordering,
  kDelaying,
  kSlowing,
  kLimiting,
  kFragmenting
};
/// Ends one sort of trouble on all paths.
struct Stop {
  LinkFaultKind what = LinkFaultKind::kLosing;
  bool operator==(const Stop&) const = default;
};

/// Their connections to the registry are torn; both sides are told.
struct BreakConnection {
  Nodes nodes;
  bool operator==(const BreakConnection&) const = default;
};
/// The registry hears that they say no more over their connection, while they still hear it.
struct HalfClose {
  Nodes nodes;
  bool operator==(const HalfClose&) const = default;
};

}  // namespace parley::sim::scenario
