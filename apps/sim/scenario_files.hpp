#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/language/scenario.hpp"

namespace parley::sim {

/// Reads the files; nothing where one of them cannot be read: what is wrong is then printed to stderr,
/// all of it.
std::optional<std::vector<scenario::Scenario>> read_scenarios(const std::vector<std::string>& files);

/// Only says whether they are scenarios: exit code 0, or 2.
int check_scenarios(const std::vector<std::string>& files);

}  // namespace parley::sim
