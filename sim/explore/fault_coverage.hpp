#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/explore/play_report.hpp"
#include "sim/generate/swarm_config.hpp"
#include "sim/play/sim_cluster.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::explore {

/// Counts how often each family of faults really struck in a play: what was asked for and met nothing
/// (a crash of what had crashed, a loss while nobody spoke) does not count.
class FaultCoverage final : public TraceListener {
 public:
  /// Nodes are numbered as the cluster makes them: the registry, the people, the clients.
  explicit FaultCoverage(std::size_t people) : people_(people) {}

  void on_event(const TraceEvent& event) override;

  /// In the order of the families, after the play.
  std::vector<Count> counts(scenario::SimCluster& cluster);

 private:
  std::uint64_t& of(FaultFamily family) { return hits_[number(family)]; }
  bool is_client(NodeId node) const { return sim::number(node) > people_; }
  void note_change(std::string_view words);

  std::size_t people_;
  std::array<std::uint64_t, kFaultFamilies> hits_{};
};

}  // namespace parley::sim::explore
