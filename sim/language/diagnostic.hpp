#pragma once

#include <cstddef>
#include <string>

namespace parley::sim::scenario {

/// What is wrong with a scenario file, for a person to mend.
struct Diagnostic {
  std::string file;
  std::size_t line = 0;  ///< From 1.
  std::string message;   ///< What stands there, and what was expected.

  /// `file:line: message`
  std::string to_string() const { return file + ":" + std::to_string(line) + ": " + message; }
  bool operator==(const Diagnostic&) const = default;
};

}  // namespace parley::sim::scenario
