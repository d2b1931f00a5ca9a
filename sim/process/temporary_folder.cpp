#include "sim/process/temporary_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/check.hpp"

namespace parley::sim::process {

TemporaryFolder::TemporaryFolder() {
  const std::string to_be_chosen(6, 'X');  // mkdtemp() puts in their place what nobody else has.
  std::string name = (std::filesystem::temp_directory_path() / ("parley-" + to_be_chosen)).string();
  PARLEY_CHECK(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
}

}  // namespace parley::sim::process
