#include "tests/scenario/program.hpp"

#include <sstream>

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

}  // namespace parley::test
