#pragma once

#include <optional>
#include <string_view>

#include "sim/language/cursor.hpp"
#include "sim/language/name_table.hpp"
#include "sim/language/scenario.hpp"

/// The statements of the language, one function for each family; docs/scenarios.md has the grammar. Each
/// reads on from the cursor, and says what it expected through it.
namespace parley::sim::scenario {

/// The verb of a person and what belongs to it. `arrives` is three steps, every other verb is one;
/// nothing where no such verb comes next.
std::vector<PersonAction> accept_person_action(Cursor& cursor);

/// The verb of a client and what belongs to it.
std::optional<ClientAction> accept_client_action(Cursor& cursor);

/// What people and clients are expected to have met, behind their names.
std::optional<Condition> accept_participant_condition(Cursor& cursor, const Subject& subject);

/// What is expected of the registry: `rooms are ...`, `online are ...`, `no rooms`, ...
std::optional<Condition> accept_registry_condition(Cursor& cursor, const NameTable& name_table);

/// `crash ...`, `the disk ...`, `alice's clock ...`, and all of the network.
std::optional<Fault> accept_fault(Cursor& cursor, const NameTable& name_table);

/// `partition ...`, `lose ...`, `slow ...`, ...
std::optional<Fault> accept_network_fault(Cursor& cursor, const NameTable& name_table);

/// `loses power`, `is deaf`, ...: what befalls those named before.
std::optional<Fault> accept_subject_fault(Cursor& cursor, const Subject& subject);

/// `does: 5 say something, 1 crash`, behind `for TIME` and who; nothing where something else comes next.
std::optional<Workload> accept_workload(Cursor& cursor, const Subject& subject, Duration time);

}  // namespace parley::sim::scenario
