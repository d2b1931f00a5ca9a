#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "tape/entry_source.hpp"
#include "tape/tape_header.hpp"

namespace parley::sim::merge {

/// A tape, opened at its beginning.
struct OpenTape {
  tape::TapeHeader header;
  std::unique_ptr<tape::EntrySource> entries;
};

/// Where a tape is. It is read several times, so that nothing of its size has to be kept.
struct TapeFile {
  std::string name;                        ///< Its path; for people.
  std::function<Result<OpenTape>()> open;  ///< From the beginning, each time the same entries.
};

/// The tape in a file.
TapeFile tape_in_file(const std::string& path);

}  // namespace parley::sim::merge
