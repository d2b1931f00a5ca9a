#include "sim/explore/fault_coverage.hpp"

#include "sim/world/node.hpp"

namespace parley::sim::explore {

void FaultCoverage::on_event(const TraceEvent& event) {
  const bool is_registry = sim::number(event.node) == 0;
  switch (event.kind) {
    case TraceKind::kCrashed:
      ++of(is_registry ? FaultFamily::kRegistryCrash : FaultFamily::kPeopleCrash);
      break;
    case TraceKind::kVanished:
      ++of(FaultFamily::kVanishing);
      break;
    case TraceKind::kPowerLost:
      ++of(FaultFamily::kPowerLoss);
      break;
    case TraceKind::kScript:
      if (event.bytes.find(" packets take ") != event.bytes.npos) ++of(FaultFamily::kLatency);
      break;
    case TraceKind::kRecord:
      if (is_registry && is_client(event.from)) ++of(FaultFamily::kBadClients);
      break;
    case TraceKind::kDatagram:
      if (is_registry && is_client(event.from)) ++of(FaultFamily::kForgery);
      break;
    case TraceKind::kMember:
      if (is_client(event.from)) ++of(FaultFamily::kForgery);
      break;
    case TraceKind::kPrinted:
      if (event.bytes.find("shows another key than before") != event.bytes.npos) ++of(FaultFamily::kNewKey);
      break;
    case TraceKind::kNetwork:
      note_change(event.bytes);
      break;
    default:
      break;
  }
}

void FaultCoverage::note_change(std::string_view words) {
  if (words.starts_with("cut-one-way")) {
    ++of(FaultFamily::kOneWayCuts);
  } else if (words.starts_with("cut")) {
    ++of(FaultFamily::kPartitions);
  } else if (words == "stops") {
    ++of(FaultFamily::kRegistryStop);
  }
}

std::vector<Count> FaultCoverage::counts(scenario::SimCluster& cluster) {
  const FaultCounts& faults = cluster.world().faults();
  Node& registry = cluster.registry_node();
  of(FaultFamily::kLoss) = faults.of(DropReason::kRandom);
  of(FaultFamily::kRepetition) = faults.repeated;
  of(FaultFamily::kDisorder) = faults.reordered;
  of(FaultFamily::kNarrowWays) = faults.slowed + faults.of(DropReason::kQueue);
  of(FaultFamily::kShortPackets) = faults.of(DropReason::kTooBig);
  of(FaultFamily::kFragments) = faults.fragmented;
  of(FaultFamily::kClogs) = faults.clogged;
  of(FaultFamily::kDeafness) = faults.of(DropReason::kDeaf);
  of(FaultFamily::kPauses) = faults.parked;
  of(FaultFamily::kDrift) = faults.drifted_wakes;
  of(FaultFamily::kMoves) = faults.moves;
  of(FaultFamily::kNats) = faults.translated + faults.of(DropReason::kNat);
  of(FaultFamily::kBrokenStreams) = faults.broken;
  of(FaultFamily::kHalfCloses) = faults.half_closed;
  of(FaultFamily::kDisk) = registry.has_disk() ? registry.disk().hits() : 0;
  if (faults.of(DropReason::kCut) + faults.stalled == 0)
    of(FaultFamily::kPartitions) = of(FaultFamily::kOneWayCuts) = 0;
  if (faults.packets == 0) of(FaultFamily::kLatency) = 0;
  std::vector<Count> counts;
  for (std::size_t i = 0; i < kFaultFamilies; ++i) {
    counts.push_back({std::string(name_of(static_cast<FaultFamily>(i))), hits_[i]});
  }
  return counts;
}

}  // namespace parley::sim::explore
