#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "sim/scenario/cast.hpp"

/// What can go wrong, one struct for each sentence. Where a `time` stands, the fault ends by itself then;
/// else it lasts until a sentence ends it, or the play does.
namespace parley::sim::scenario {

using Nodes = std::vector<NodeRef>;
using ForTime = std::optional<Duration>;

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

/// What those on one side send to those on the other is lost or waits.
struct Partition {
  Nodes left;
  Nodes right;
  ForTime time;
  bool operator==(const Partition&) const = default;
};
/// As a partition, but only for what goes from the ones to the others.
struct CutOneWay {
  Nodes from;
  Nodes to;
  ForTime time;
  bool operator==(const CutOneWay&) const = default;
};
/// Every packet on the way waits, and all of them come when it is over.
struct Clog {
  Nodes from;
  Nodes to;
  ForTime time;
  bool operator==(const Clog&) const = default;
};
/// Ends all partitions, cuts and clogs.
struct Heal {
  bool operator==(const Heal&) const = default;
};

/// Which transmissions: from each of some nodes to each of others; both empty: all.
struct Ways {
  Nodes from;
  Nodes to;
  bool everywhere() const { return from.empty() && to.empty(); }
  bool operator==(const Ways&) const = default;
};

struct LoseDatagrams {
  std::uint8_t percent = 0;
  Ways ways;
  ForTime time;
  bool operator==(const LoseDatagrams&) const = default;
};
/// Some datagrams arrive twice.
struct RepeatDatagrams {
  std::uint8_t percent = 0;
  Ways ways;
  ForTime time;
  bool operator==(const RepeatDatagrams&) const = default;
};
/// Some datagrams come later than those sent behind them.
struct ReorderDatagrams {
  std::uint8_t percent = 0;
  Duration by{};
  Ways ways;
  ForTime time;
  bool operator==(const ReorderDatagrams&) const = default;
};
enum class Spread : std::uint8_t { kMostlyShort, kEvenly, kLongTail };
/// How long each packet is under way.
struct Latency {
  Duration least{};
  Duration most{};
  Spread spread = Spread::kMostlyShort;
  Ways ways;
  ForTime time;
  bool operator==(const Latency&) const = default;
};
/// No way carries more than that; what does not fit into the queue in front of it is lost.
struct SlowPackets {
  std::size_t kib_per_second = 0;
  std::size_t queue_kib = 0;  ///< 0: of any length.
  Ways ways;
  ForTime time;
  bool operator==(const SlowPackets&) const = default;
};
/// Datagrams that are longer are lost.
struct LimitDatagrams {
  std::size_t bytes = 0;
  Ways ways;
  ForTime time;
  bool operator==(const LimitDatagrams&) const = default;
};
/// What is written to a stream at once arrives in pieces.
struct FragmentStreams {
  Ways ways;
  ForTime time;
  bool operator==(const FragmentStreams&) const = default;
};
enum class Trouble : std::uint8_t {
  kLosing,
  kRepeating,
  kReordering,
  kDelaying,
  kSlowing,
  kLimiting,
  kFragmenting
};
/// Ends one sort of trouble on all ways.
struct Stop {
  Trouble what = Trouble::kLosing;
  bool operator==(const Stop&) const = default;
};

/// Their connections to the registry are torn; both sides are told.
struct BreakConnection {
  Nodes nodes;
  bool operator==(const BreakConnection&) const = default;
};
/// The registry hears that they say no more over their connection, while they still hear it.
struct HalfClose {
  Nodes nodes;
  bool operator==(const HalfClose&) const = default;
};

/// The registry shows another public key to whoever connects, as one that was installed anew.
struct NewKey {
  bool operator==(const NewKey&) const = default;
};
enum class DiskTrouble : std::uint8_t { kFull, kReadsFail, kWritesFail, kSyncsFail };
/// Of the registry.
struct DiskFails {
  DiskTrouble what = DiskTrouble::kFull;
  ForTime time;
  bool operator==(const DiskFails&) const = default;
};
struct DiskWorks {
  bool operator==(const DiskWorks&) const = default;
};

using Fault = std::variant<Crash, LosePower, Restart, Vanish, Pause, Resume, Move, Deaf, HearAgain, ClockRate,
                           Partition, CutOneWay, Clog, Heal, LoseDatagrams, RepeatDatagrams, ReorderDatagrams,
                           Latency, SlowPackets, LimitDatagrams, FragmentStreams, Stop, BreakConnection,
                           HalfClose, NewKey, DiskFails, DiskWorks>;

}  // namespace parley::sim::scenario
