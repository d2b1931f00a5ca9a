#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/language/scenario.hpp"

namespace parley::sim::scenario {

enum class BlockKind : std::uint8_t {
  kTogether,   ///< `at the same time:`
  kMeanwhile,  ///< `meanwhile:`, each line with its time in front.
  kRecorded,   ///< `meanwhile, as recorded:`, likewise.
};

/// Why `tries to` can stand nowhere else.
inline constexpr const char* kTriesElsewhere =
    "`tries to` in a step that is done once anyway, expected it under `meanwhile, as recorded:` only";

/// The block that is open while a file is read, where one is: the indented lines under its first.
class OpenBlock {
 public:
  bool is_open() const { return line_ != 0; }
  BlockKind kind() const { return kind_; }
  std::size_t line() const { return line_; }
  bool empty() const { return indent_ == 0; }  ///< No line, right or wrong, has come yet.

  void open(BlockKind kind, std::size_t line);

  /// Why a line that is indented so cannot stand in it; nothing where it can.
  std::optional<std::string> misplaced(std::size_t indent);
  /// Why such a step cannot.
  std::optional<std::string> unfit(const StepBody& body) const;

  void add(Duration at, Step step) { steps_.push_back({at, std::move(step)}); }

  /// All of it as one step; no block is open then.
  Step close();

 private:
  BlockKind kind_ = BlockKind::kTogether;
  std::size_t line_ = 0;  ///< 0 where none is open.
  std::size_t indent_ = 0;
  std::vector<TimedStep> steps_;
};

}  // namespace parley::sim::scenario
