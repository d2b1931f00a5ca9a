#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/language/diagnostic.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::scenario {

struct Parsed {
  Scenario scenario;               ///< Whole only where there are no errors.
  std::vector<Diagnostic> errors;  ///< By line.
  bool ok() const { return errors.empty(); }
};

/// Reads the text of a scenario file, as docs/scenarios.md has the language. Never fails otherwise than
/// by its errors, whatever the bytes: every line with an unknown or malformed word is named.
Parsed parse(std::string_view text, const std::string& file);

/// Reads and parses a file; one that cannot be read is an error on line 0.
Parsed parse_file(const std::string& path);

}  // namespace parley::sim::scenario
