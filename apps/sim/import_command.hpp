#pragma once

#include <string>
#include <vector>

#include "sim/import/importer.hpp"

namespace CLI {
class App;
}

namespace parley::sim {

struct ImportCommand {
  std::vector<std::string> tapes;
  std::string to = "-";  ///< `-`: standard output.
  bool force = false;    ///< A file that is there is written over.
  importing::ImportOptions options;
};

/// The command line of `import`, read into `command`.
CLI::App* add_import(CLI::App& app, ImportCommand& command);

/// Makes a scenario of the tapes of one session. Exit code 0: written, and what could not be had from the
/// tapes is said; 2: the file is there already, or cannot be written; 3: a tape cannot be read at all, or
/// there is nothing in them, or too much.
int import_tapes(const ImportCommand& command);

}  // namespace parley::sim
