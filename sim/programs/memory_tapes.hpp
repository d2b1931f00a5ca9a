#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "sim/programs/written_tapes.hpp"

namespace parley::sim {

/// The tapes of a world, in memory.
class MemoryTapes final : public WrittenTapes {
 public:
  struct Tape {
    std::string name;   ///< `registry`, or the node's.
    std::size_t start;  ///< Which start of that program it is, from 1.
    std::string bytes;  ///< Whole once the program has ended.
  };

  explicit MemoryTapes(const record::RecorderOptions& options = {}, std::set<std::string> only = {})
      : WrittenTapes(options, std::move(only)) {}

  /// In the order in which they were begun.
  const std::deque<Tape>& tapes() const { return tapes_; }

 private:
  std::unique_ptr<Medium> next_medium(const std::string& name) override;

  std::deque<Tape> tapes_;
  std::map<std::string, std::size_t, std::less<>> starts_;
};

}  // namespace parley::sim
