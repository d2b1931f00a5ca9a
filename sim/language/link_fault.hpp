#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/language/participants.hpp"

/// What a link can do to the packets on it. Each kind is one row of kLinkFaults: its words, how its value is
/// read, and how it is written back. What it does is in sim/play/link_conditions.cpp.
namespace parley::sim::scenario {

class Cursor;
class NameWriter;

enum class LinkFaultKind : std::uint8_t {
  kLosing,       ///< Some datagrams are lost.
  kRepeating,    ///< Some datagrams arrive twice.
  kReordering,   ///< Some datagrams come later than those sent behind them.
  kDelaying,     ///< How long each packet is under way.
  kSlowing,      ///< No link carries more than that; what does not fit into the queue before it is lost.
  kLimiting,     ///< Datagrams that are longer are lost.
  kFragmenting,  ///< What is written to a stream at once arrives in pieces.
};
inline constexpr std::size_t kLinkFaultKinds = static_cast<std::size_t>(LinkFaultKind::kFragmenting) + 1;

/// How the times between the shortest and the longest are distributed.
enum class Spread : std::uint8_t { kMostlyShort, kEvenly, kLongTail };

/// How much of it. Each kind uses the fields that it needs.
struct LinkValue {
  std::size_t amount = 0;     ///< Per cent of the datagrams, KiB a second, or bytes.
  std::size_t queue_kib = 0;  ///< Of a slow link; 0: of any length.
  Duration least{};
  Duration most{};  ///< Of a delay; for reordering, by how much.
  Spread spread = Spread::kMostlyShort;
  bool operator==(const LinkValue&) const = default;
};

struct LinkFault {
  LinkFaultKind kind = LinkFaultKind::kLosing;
  LinkValue value;
  Paths paths;
  ForTime time;
  std::string text(const NameWriter& names) const;
  bool operator==(const LinkFault&) const = default;
};

/// Ends all link faults of one kind, on all paths.
struct Stop {
  LinkFaultKind what = LinkFaultKind::kLosing;
  std::string text(const NameWriter& names) const;
  bool operator==(const Stop&) const = default;
};

struct LinkFaultSyntax {
  std::string_view begins;  ///< `lose`
  std::string_view stops;   ///< `losing`, behind `stop`.
  bool share;               ///< Its amount is a share of the datagrams.
  void (*read)(Cursor& cursor, LinkValue& value);
  std::string (*text)(const LinkValue& value);  ///< With a blank in front, or empty.
};

/// By kind.
extern const std::array<LinkFaultSyntax, kLinkFaultKinds> kLinkFaults;

inline const LinkFaultSyntax& syntax_of(LinkFaultKind kind) {
  return kLinkFaults[static_cast<std::size_t>(kind)];
}

}  // namespace parley::sim::scenario
