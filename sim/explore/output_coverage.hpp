#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/explore/play_report.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::explore {

/// Looks out for what should be seen sometimes: each answer that the registry can give, each thing that a
/// peer can say on its screen. What an exploration never meets is not tested by it.
class OutputCoverage final : public TraceListener {
 public:
  explicit OutputCoverage(NodeId registry);

  void on_event(const TraceEvent& event) override;

  /// All of them, with 1 behind those that were met in this play.
  std::vector<Count> counts() const;

 private:
  void hear(std::string_view record);
  void see(std::string_view line);

  NodeId registry_;
  std::vector<bool> answered_;
  std::vector<bool> shown_;
};

}  // namespace parley::sim::explore
