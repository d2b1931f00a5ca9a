#pragma once

#include <cstdint>
#include <string>

#include "sim/language/participants.hpp"

/// What can go wrong with machines: one struct for each statement, read and written in machine_fault.cpp.
namespace parley::sim::scenario {

class NameWriter;

/// The program is gone at once, with its memory; the system closes its connections and keeps what was
/// written. With a time: it starts again then.
struct Crash {
  Nodes nodes;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const Crash&) const = default;
};
/// As a crash, but nobody is told, and what the disk had not yet synced is lost or torn.
struct LosePower {
  Nodes nodes;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const LosePower&) const = default;
};
/// The registry ends in order, as by SIGTERM. With a time: it starts again then.
struct StopRegistry {
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const StopRegistry&) const = default;
};
/// Starts again after a crash, on the same disk and address. A person is back at the first screen.
struct Restart {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const Restart&) const = default;
};
/// Neither sends nor receives anything from now on, and nobody is told.
struct Vanish {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const Vanish&) const = default;
};
/// The program is stopped as by SIGSTOP: what comes for it waits, in order.
struct Pause {
  Nodes nodes;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const Pause&) const = default;
};
struct Resume {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const Resume&) const = default;
};

/// Each address is replaced by another one, as of a laptop that is carried to another network.
struct Move {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const Move&) const = default;
};
/// A further address, behind those that the machine has.
struct GainAddress {
  Nodes nodes;
  AddressFamily family = AddressFamily::kIpv4;
  std::string text(const NameWriter& names) const;
  bool operator==(const GainAddress&) const = default;
};
enum class LostAddress : std::uint8_t { kFirst, kIpv4, kIpv6 };
/// The first address that the machine has, or all of one family.
struct LoseAddress {
  Nodes nodes;
  LostAddress which = LostAddress::kFirst;
  std::string text(const NameWriter& names) const;
  bool operator==(const LoseAddress&) const = default;
};

/// Receives no multicast, whoever sends it.
struct Deaf {
  Nodes nodes;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const Deaf&) const = default;
};
struct HearAgain {
  Nodes nodes;
  std::string text(const NameWriter& names) const;
  bool operator==(const HearAgain&) const = default;
};
/// Their clocks run fast (above zero) or slow; zero: right again.
struct ClockRate {
  Nodes nodes;
  std::int32_t ppm = 0;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const ClockRate&) const = default;
};

/// The registry shows another public key to whoever connects, as one that was installed anew.
struct NewKey {
  std::string text(const NameWriter& names) const;
  bool operator==(const NewKey&) const = default;
};
enum class DiskFailure : std::uint8_t { kFull, kReadsFail, kWritesFail, kSyncsFail };
/// Of the registry.
struct DiskFails {
  DiskFailure what = DiskFailure::kFull;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const DiskFails&) const = default;
};
struct DiskWorks {
  std::string text(const NameWriter& names) const;
  bool operator==(const DiskWorks&) const = default;
};

}  // namespace parley::sim::scenario
