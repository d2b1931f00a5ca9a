#pragma once

#include <string>

#include "sim/play/sim_cluster.hpp"

namespace parley::sim::scenario {

/// What each person saw in a play, the whole screen from first to last line, under a heading with the
/// name. What differs between worlds is written the same: the registry's address as `<registry>`, a
/// fingerprint as `SHA256:<fingerprint>`, every other address of the world as `<NAME>`.
std::string transcript(const SimCluster& cluster);

/// One line of a screen, so written. `names` are the addresses in text form with what stands for each,
/// the longer before the shorter.
std::string normalised(std::string line, const std::vector<std::pair<std::string, std::string>>& names);

}  // namespace parley::sim::scenario
