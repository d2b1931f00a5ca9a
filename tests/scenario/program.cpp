#include "tests/scenario/program.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/child.hpp"

namespace parley::test {

CommandResult parley_sim(const std::string& arguments) {
  Command command{{PARLEY_BIN_DIR "/parley-sim"}, {}, {}};
  std::istringstream words(arguments);
  for (std::string word; words >> word;) command.words.push_back(word);
  ChildOptions options;
  options.output = Redirect::kPipe;
  options.errors = Redirect::kToOutput;
  ChildProcess child(command, options);
  CommandResult ran;
  while (sim::process::read_some(child.output(), ran.output)) {
  }
  ran.code = child.wait_for_end();
  return ran;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "parley-sim-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::file(std::string_view name, std::string_view text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return (path_ / name).string();
}

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace parley::test
