#include "sim/explore/strikes.hpp"

#include "sim/world/node.hpp"

namespace parley::sim::explore {

void Strikes::on_event(const TraceEvent& event) {
  const bool is_registry = sim::number(event.node) == 0;
  switch (event.kind) {
    case TraceKind::kCrashed:
      ++of(is_registry ? Family::kRegistryCrash : Family::kPeopleCrash);
      break;
    case TraceKind::kVanished:
      ++of(Family::kVanishing);
      break;
    case TraceKind::kPowerLost:
      ++of(Family::kPowerLoss);
      break;
    case TraceKind::kScript:
      if (event.bytes.find(" packets take ") != event.bytes.npos) ++of(Family::kLatency);
      break;
    case TraceKind::kRecord:
      if (is_registry && is_client(event.from)) ++of(Family::kBadClients);
      break;
    case TraceKind::kDatagram:
      if (is_registry && is_client(event.from)) ++of(Family::kForgery);
      break;
    case TraceKind::kMember:
      if (is_client(event.from)) ++of(Family::kForgery);
      break;
    case TraceKind::kPrinted:
      if (event.bytes.find("shows another key than before") != event.bytes.npos) ++of(Family::kNewKey);
      break;
    case TraceKind::kNetwork:
      note_change(event.bytes);
      break;
    default:
      break;
  }
}

void Strikes::note_change(std::string_view words) {
  if (words.starts_with("cut-one-way")) {
    ++of(Family::kOneWayCuts);
  } else if (words.starts_with("cut")) {
    ++of(Family::kPartitions);
  } else if (words == "stops") {
    ++of(Family::kRegistryStop);
  }
}

std::vector<Count> Strikes::counts(scenario::Stage& stage) {
  const FaultCounts& faults = stage.world().faults();
  Node& registry = stage.registry_node();
  of(Family::kLoss) = faults.of(Loss::kLuck);
  of(Family::kRepetition) = faults.repeated;
  of(Family::kDisorder) = faults.reordered;
  of(Family::kNarrowWays) = faults.slowed + faults.of(Loss::kQueue);
  of(Family::kShortPackets) = faults.of(Loss::kTooBig);
  of(Family::kFragments) = faults.fragmented;
  of(Family::kClogs) = faults.clogged;
  of(Family::kDeafness) = faults.of(Loss::kDeaf);
  of(Family::kPauses) = faults.parked;
  of(Family::kDrift) = faults.drifted_wakes;
  of(Family::kMoves) = faults.moves;
  of(Family::kNats) = faults.translated + faults.of(Loss::kNat);
  of(Family::kBrokenStreams) = faults.broken;
  of(Family::kHalfCloses) = faults.half_closed;
  of(Family::kDisk) = registry.has_disk() ? registry.disk().struck() : 0;
  if (faults.of(Loss::kCut) + faults.stalled == 0) of(Family::kPartitions) = of(Family::kOneWayCuts) = 0;
  if (faults.packets == 0) of(Family::kLatency) = 0;
  std::vector<Count> counts;
  for (std::size_t i = 0; i < kFamilies; ++i) {
    counts.push_back({std::string(name_of(static_cast<Family>(i))), struck_[i]});
  }
  return counts;
}

}  // namespace parley::sim::explore
