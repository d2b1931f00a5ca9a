#pragma once

#include <string>

#include "sim/language/participants.hpp"

/// What can come between nodes: one struct for each statement, read and written in network_fault.cpp.
namespace parley::sim::scenario {

class NameWriter;

/// What those on one side send to those on the other is lost or waits.
struct Partition {
  Nodes left;
  Nodes right;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const Partition&) const = default;
};
/// As a partition, but only for what goes from the ones to the others.
struct CutOneWay {
  Nodes from;
  Nodes to;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const CutOneWay&) const = default;
};
/// Every packet on the way waits, and all of them come when it is over.
struct Clog {
  Nodes from;
  Nodes to;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const Clog&) const = default;
};
/// Ends all partitions, cuts and clogs.
struct Heal {
  std::string text(const NameWriter& names) const;
  bool operator==(const Heal&) const = default;
};

/// Their connections to the registry are torn; both sides are told.
struct BreakConnection {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const BreakConnection&) const = default;
};
/// The registry is told that they have closed their connection. They do not know, and still hear it.
struct HalfClose {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const HalfClose&) const = default;
};

}  // namespace parley::sim::scenario
