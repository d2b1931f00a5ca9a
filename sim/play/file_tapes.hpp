#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "sim/language/tape_folder.hpp"
#include "sim/programs/tapes.hpp"

namespace parley::sim::scenario {

/// The tapes of a simulated play, as files of one folder: the same play gives the same bytes.
class FileTapes final : public Tapes {
 public:
  FileTapes(TapeFolder folder, const record::RecorderOptions& options, std::set<std::string> only = {})
      : Tapes(options, std::move(only)), folder_(std::move(folder)) {}

  /// An error where a file could not be written, which then ends somewhere. Of programs that have ended.
  const Result<void>& written() const { return written_; }

 private:
  class File;
  std::unique_ptr<tape::BlockSink> next_sink(const std::string& name) override;

  TapeFolder folder_;
  Result<void> written_;
};

}  // namespace parley::sim::scenario
