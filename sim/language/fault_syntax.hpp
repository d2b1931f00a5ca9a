#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/language/cursor.hpp"
#include "sim/language/fault.hpp"
#include "sim/language/name_table.hpp"

/// How faults are read: a row for each statement, in the file of its family.
namespace parley::sim::scenario {

/// A fault that begins with words of its own: `crash alice`.
struct FaultStatement {
  std::string_view begins;
  Fault (*read)(Cursor& cursor, const NameTable& names);  ///< Behind those words.
};

/// Whom a fault can befall.
enum class Befalls : std::uint8_t { kAnybody, kAllButRegistry, kRegistryAlone };

/// A fault that stands behind whom it befalls: `alice vanishes`.
struct SubjectFault {
  std::string_view singular;
  std::string_view plural;
  Befalls whom;
  Fault (*read)(Cursor& cursor, Nodes nodes);  ///< Behind that verb.
};

std::span<const FaultStatement> network_fault_statements();
std::span<const FaultStatement> machine_fault_statements();
std::span<const SubjectFault> subject_faults();
Fault read_owned_clock(Cursor& cursor, const NodeRef& owner);  ///< Behind `alice's`.

/// `lose ...`, `slow ...`, `stop losing`, ...
std::optional<Fault> accept_link_fault(Cursor& cursor, const NameTable& names);

}  // namespace parley::sim::scenario
