#pragma once

#include <string>

#include "sim/language/name_writer.hpp"
#include "sim/language/scenario.hpp"

/// The statements of each family, as the functions in statements.hpp read them.
namespace parley::sim::scenario {

std::string person_text(const NameWriter::Who& who, const PersonAction& action);
std::string client_text(const NameWriter::Who& who, const ClientAction& action);
std::string condition_text(const NameWriter& names, const Condition& condition);
std::string fault_text(const NameWriter& names, const Fault& fault);
std::string workload_text(const NameWriter& names, const Workload& load);

}  // namespace parley::sim::scenario
