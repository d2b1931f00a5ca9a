#pragma once

#include <cstdint>

#include "sim/language/fault_terms.hpp"

/// What can go wrong with machines, their clocks and disks: one struct for each statement.
namespace parley::sim::scenario {

/// Gone at once, its memory with it; the system closes its connections, and keeps what was written.
/// With a time: begins anew then.
struct Crash {
  Nodes nodes;
  ForTime time;
  bool operator==(const Crash&) const = default;
};
/// As a crash, but without a word to anyone, and what the disk had not yet synced is lost or torn.
struct LosePower {
  Nodes nodes;
  ForTime time;
  bool operator==(const LosePower&) const = default;
};
/// The registry ends in order, as by SIGTERM. With a time: begins anew then.
struct StopRegistry {
  ForTime time;
  bool operator==(const StopRegistry&) const = default;
};
/// Crashed before, and begins anew on the same disk and address. A person is back at the first screen.
struct Restart {
  Nodes nodes;
  bool operator==(const Restart&) const = default;
};
/// Neither says nor hears anything from now on, and nobody is told.
struct Vanish {
  Nodes nodes;
  bool operator==(const Vanish&) const = default;
};
/// Stands still as by SIGSTOP: what comes for it waits, in order.
struct Pause {
  Nodes nodes;
  ForTime time;
  bool operator==(const Pause&) const = default;
};
struct Resume {
  Nodes nodes;
  bool operator==(const Resume&) const = default;
};
/// Gets another address, as a laptop that is carried to another network.
struct Move {
  Nodes nodes;
  bool operator==(const Move&) const = default;
};
/// Hears no multicast, whoever sends it.
struct Deaf {
  Nodes nodes;
  ForTime time;
  bool operator==(const Deaf&) const = default;
};
struct HearAgain {
  Nodes nodes;
  bool operator==(const HearAgain&) const = default;
};
/// Their clocks run fast (above zero) or slow; zero: right again.
struct ClockRate {
  Nodes nodes;
  std::int32_t ppm = 0;
  ForTime time;
  bool operator==(const ClockRate&) const = default;
};

/// The registry shows another public key to whoever connects, as one that was installed anew.
struct NewKey {
  bool operator==(const NewKey&) const = default;
};
enum class DiskFailure : std::uint8_t { kFull, kReadsFail, kWritesFail, kSyncsFail };
/// Of the registry.
struct DiskFails {
  DiskFailure what = DiskFailure::kFull;
  ForTime time;
  bool operator==(const DiskFails&) const = default;
};
struct DiskWorks {
  bool operator==(const DiskWorks&) const = default;
};

}  // namespace parley::sim::scenario
