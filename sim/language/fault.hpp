#pragma once

#include <variant>

#include "sim/language/link_fault.hpp"
#include "sim/language/machine_fault.hpp"
#include "sim/language/network_fault.hpp"

namespace parley::sim::scenario {

/// Whatever can go wrong. What each fault does to the simulated world is in sim/play, in a file by family.
using Fault = std::variant<Crash, LosePower, StopRegistry, Restart, Vanish, Pause, Resume, Move, GainAddress,
                           LoseAddress, Deaf, HearAgain, ClockRate, Partition, CutOneWay, Clog, Heal,
                           BreakConnection, HalfClose, LinkFault, Stop, NewKey, DiskFails, DiskWorks>;

}  // namespace parley::sim::scenario
