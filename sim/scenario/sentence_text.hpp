#pragma once

#include <string>

#include "sim/scenario/phrases.hpp"
#include "sim/scenario/step.hpp"

/// The sentences of each family, as the functions in sentences.hpp read them.
namespace parley::sim::scenario {

std::string person_text(const Names::Who& who, const PersonAction& action);
std::string client_text(const Names::Who& who, const ClientAction& action);
std::string condition_text(const Names& names, const Condition& condition);
std::string fault_text(const Names& names, const Fault& fault);
std::string workload_text(const Names& names, const Workload& load);

}  // namespace parley::sim::scenario
