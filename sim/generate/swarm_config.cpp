#include "sim/generate/swarm_config.hpp"

#include <algorithm>

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kCalmCrowd = 20;  ///< More do not arrive all at once before the rest begins.

/// Mostly few, since few find most and are quick; at times a crowd.
std::size_t draw_people(Draw& draw) {
  if (draw.chance(15)) return draw.between(40, 120);
  if (draw.chance(100)) return draw.between(9, 20);
  return draw.between(1, 8);
}

void draw_faults(Draw& draw, SwarmConfig& config) {
  if (draw.chance(40)) return;  // Without faults.
  for (std::uint32_t& strength : config.strength) {
    if (draw.chance(500)) strength = 1U << draw.below(4);
  }
}

}  // namespace

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

SwarmConfig draw_swarm_config(Draw& draw, std::size_t people) {
  SwarmConfig config;
  config.people = people > 0 ? people : draw_people(draw);
  config.rooms = draw.between(1, config.people > 20 ? 8 : 3);
  config.actions = std::max(config.people * 3, draw.between(8, 50));
  config.span = draw.length(2s, 40s);
  config.v1_permille = draw.chance(500) ? 0 : draw.chance(300) ? 1000 : 400;
  config.calm_arrival = config.people <= kCalmCrowd && draw.chance(500);
  draw_faults(draw, config);
  if (config.on(FaultFamily::kFragments))
    config.v1_permille = 0;  // There a record is a message: it has to stay whole.
  const bool has_clients = config.on(FaultFamily::kBadClients) || config.on(FaultFamily::kForgery);
  config.clients = has_clients ? draw.between(1, 3) : 0;
  return config;
}

}  // namespace parley::sim::explore
