#include "sim/merge/tape_file.hpp"

#include <utility>

#include "tape/tape_reader.hpp"

namespace parley::sim::merge {

TapeFile tape_in_file(const std::string& path) {
  const auto open = [path]() -> Result<OpenTape> {
    auto reader = tape::TapeReader::open(path);
    if (!reader) return reader.error();
    tape::TapeHeader header = (*reader)->header();
    return OpenTape{std::move(header), std::move(*reader)};
  };
  return {path, open};
}

}  // namespace parley::sim::merge
