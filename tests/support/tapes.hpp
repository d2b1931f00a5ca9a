#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/comparator.hpp"
#include "sim/language/scenario.hpp"
#include "sim/play/run_result.hpp"
#include "sim/programs/tapes.hpp"
#include "tape/tape_reader.hpp"

namespace parley::test {

/// A scenario that was played in the simulated world, and the tapes of all programs that ran in it.
class RecordedPlay {
 public:
  /// Plays the text of a scenario. One that is none, or does not pass, fails the test.
  /// `only`: whose tapes are wanted; all where it is empty.
  static std::unique_ptr<RecordedPlay> of(std::string_view scenario, std::uint64_t seed = 1,
                                          const record::RecorderOptions& options = {},
                                          std::set<std::string> only = {});
  /// The same of a file.
  static std::unique_ptr<RecordedPlay> of_file(const std::string& path, std::uint64_t seed = 1,
                                               const record::RecorderOptions& options = {});

  const sim::MemoryTapes& tapes() const { return tapes_; }
  const sim::scenario::RunResult& outcome() const { return outcome_; }

  /// The bytes of the tape of `registry` or a person; of its first start, or a later one. Empty, and a failed
  /// test, where there is none.
  std::string bytes(std::string_view name, std::size_t start = 1) const;

 private:
  RecordedPlay(const record::RecorderOptions& options, std::set<std::string> only)
      : tapes_(options, std::move(only)) {}
  void play(const sim::scenario::Scenario& scenario, std::uint64_t seed);

  sim::MemoryTapes tapes_;
  sim::scenario::RunResult outcome_;
};

/// A reader of a tape in memory, which must have a header.
std::unique_ptr<tape::TapeReader> read_tape(const std::string& bytes);

/// All entries of a tape in memory, up to where it can be read.
std::vector<tape::OwnedEntry> entries_of(const std::string& bytes);

}  // namespace parley::test
