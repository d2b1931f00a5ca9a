#include "sim/generate/fault_family.hpp"

namespace parley::sim::explore {

std::string_view name_of(FaultFamily family) {
  static constexpr std::array<std::string_view, kFaultFamilies> kNames = {
      "loss",
      "repetition",
      "disorder",
      "latency",
      "narrow ways",
      "short packets",
      "fragments",
      "partitions",
      "one-way cuts",
      "clogs",
      "deafness",
      "crashes of people",
      "crashes of the registry",
      "power loss",
      "vanishing",
      "pauses",
      "drift",
      "moves",
      "NATs",
      "broken streams",
      "half-closes",
      "disk faults",
      "new keys",
      "bad clients",
      "forged datagrams",
      "orderly ends of the registry",
  };
  return kNames[number(family)];
}

}  // namespace parley::sim::explore
