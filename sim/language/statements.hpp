#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/language/cursor.hpp"
#include "sim/language/name_table.hpp"
#include "sim/language/name_writer.hpp"
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

/// `crash ...`, `the disk ...`, `alice's clock ...`, `partition ...`, `lose ...`: what begins with words of
/// its own. The words, for a message.
std::optional<Fault> accept_fault(Cursor& cursor, const NameTable& names);
std::string fault_words();

/// `loses power`, `is deaf`, ...: what befalls those named before. The words that fit them, for a message.
std::optional<Fault> accept_subject_fault(Cursor& cursor, const Subject& subject);
std::string subject_fault_words(const Subject& subject);

/// `does: 5 say something, 1 crash`, behind `for TIME` and who; nothing where something else comes next.
std::optional<Workload> accept_workload(Cursor& cursor, const Subject& subject, Duration time);

std::string person_text(const NameWriter::Who& who, const PersonAction& action);
std::string client_text(const NameWriter::Who& who, const ClientAction& action);
std::string condition_text(const NameWriter& names, const Condition& condition);
std::string fault_text(const NameWriter& names, const Fault& fault);
std::string workload_text(const NameWriter& names, const Workload& load);

}  // namespace parley::sim::scenario
