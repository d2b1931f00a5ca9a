#pragma once

#include <cstdint>

#include "base/time.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

/// How what comes on top of the least latency is spread.
enum class LatencyShape : std::uint8_t {
  kExponential,  ///< Most are short, a few up to six times the mean.
  kUniform,      ///< From none to twice the mean, all alike.
  kHeavyTail,    ///< Nearly all far below the mean, one in a hundred many times as long.
};

/// How packets fare on the way from one node to another. 0 means "no limit" for the last four.
struct LinkTraits {
  Duration latency_min = std::chrono::microseconds(300);
  Duration latency_spread = std::chrono::microseconds(700);  ///< Mean of what comes on top.
  LatencyShape latency_shape = LatencyShape::kExponential;
  std::uint32_t loss_permille = 0;       ///< Of datagrams; streams repair their losses.
  std::uint32_t duplicate_permille = 0;  ///< Of datagrams.
  std::uint32_t reorder_permille = 0;    ///< Of datagrams: held back by up to `reorder_by`.
  Duration reorder_by = std::chrono::milliseconds(20);
  std::uint32_t bytes_per_second = 0;     ///< How fast the way takes bytes.
  std::uint32_t queue_bytes = 64 * 1024;  ///< What may wait for that; datagrams beyond it are lost.
  std::uint32_t mtu = 0;                  ///< Longest packet, its 28 bytes of headers included.
  std::uint32_t fragment_bytes = 0;       ///< Streams deliver records in pieces of at most so many bytes.

  bool operator==(const LinkTraits&) const = default;
};

/// One packet's latency.
Duration draw_latency(const LinkTraits& traits, Random& rng);

}  // namespace parley::sim
