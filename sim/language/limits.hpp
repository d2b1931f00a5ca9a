#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

/// The bounds of the scenario language and of its runner.
namespace parley::sim::scenario::limits {

using namespace std::chrono_literals;

inline constexpr std::size_t kFileBytes = 1024 * 1024;
inline constexpr std::size_t kMaxParticipants = 20'000;  ///< People, and clients, of one scenario.
inline constexpr std::size_t kGroups = 100;
inline constexpr std::size_t kMachineAddresses = 8;          ///< Declared for one machine.
inline constexpr std::size_t kTextBytes = 16 * 1024 * 1024;  ///< A text once its repetitions are written out.
inline constexpr std::size_t kRepeats = 1'000'000;           ///< `sends N times`.
inline constexpr Duration kLongestWait = 24h;
inline constexpr std::size_t kWeight = 1'000'000;         ///< Of one action of a workload.
inline constexpr std::size_t kKibPerSecond = 10'000'000;  ///< `slow packets to`, and its queue.
inline constexpr std::size_t kDatagramBytes = 65'535;     ///< `limit datagrams to`.
inline constexpr std::uint32_t kClockPpm = 500'000;       ///< A clock runs at most by half too fast or slow.

inline constexpr Duration kStepDeadline = 10s;  ///< A step of one person, from first key to next question.
inline constexpr Duration kRecordedDeadline = 2min;  ///< As recorded: longer than a crowd's log-ins take.
inline constexpr Duration kRetryTime = 60s;          ///< For how long, as recorded, a thing is tried again.
inline constexpr Duration kRetryPause = 1s;          ///< Between two tries.
inline constexpr Duration kExtraTimePerPerson = 200ms;  ///< On top, for a step of many.
inline constexpr Duration kThinkTime = 200ms;           ///< A person thinks up to this long before each line.
inline constexpr Duration kWorkloadPause = 1s;          ///< Between two actions of a workload, on average.
inline constexpr std::size_t kRoomNames = 8;            ///< That people in a workload think of.
inline constexpr Duration kConvergencePoll = 100ms;     ///< How often it is asked whether all agree.
inline constexpr std::size_t kScreensShown = 3;         ///< When a step fails.
inline constexpr std::size_t kScreenLinesShown = 12;    ///< Of each screen, when a step fails.
inline constexpr std::size_t kEventsShown = 20;         ///< Of the trace, when a step fails.

}  // namespace parley::sim::scenario::limits
