#pragma once

#include <variant>

#include "sim/language/machine_fault.hpp"
#include "sim/language/network_fault.hpp"

namespace parley::sim::scenario {

/// Whatever can go wrong.
using Fault = std::variant<Crash, LosePower, StopRegistry, Restart, Vanish, Pause, Resume, Move, Deaf,
                           HearAgain, ClockRate, Partition, CutOneWay, Clog, Heal, LoseDatagrams,
                           RepeatDatagrams, ReorderDatagrams, Latency, SlowPackets, LimitDatagrams,
                           FragmentStreams, Stop, BreakConnection, HalfClose, NewKey, DiskFails, DiskWorks>;

}  // namespace parley::sim::scenario
