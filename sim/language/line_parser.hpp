#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/language/cursor.hpp"
#include "sim/language/name_table.hpp"
#include "sim/language/parser.hpp"
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

/// Reads one line after the other: the cast goes to the scenario at once, steps go there or to the block
/// that is open. What a line says is for the statements; here is only where it belongs.
class LineParser {
 public:
  LineParser(Parsed& out, const std::vector<TokenLine>& lines)
      : out_(out), name_table_(out.scenario), lines_(lines) {}

  void run();

 private:
  void place(Cursor& cursor, const TokenLine& line);
  void close_block();
  void error(std::size_t line, std::string message);
  void add(StepBody body);
  void statement(Cursor& cursor);
  bool declaration(Cursor& cursor);
  void meanwhile(Cursor& cursor);
  void open_block(Cursor& cursor, BlockKind kind);
  void timed(Cursor& cursor, When when);
  void expectation(Cursor& cursor, Expectation expected);
  Subject checked_subject(Cursor& cursor);
  void subject(Cursor& cursor);
  void nat(Cursor& cursor, const Subject& who);
  void addresses(Cursor& cursor, const Subject& who, AddressFamily first);
  void person_step(Cursor& cursor, const Subject& who);
  void datagram(Cursor& cursor, const Subject& who);

  Parsed& out_;
  NameTable name_table_;
  const std::vector<TokenLine>& lines_;
  OpenBlock block_;
  std::size_t line_ = 1;
  Duration at_{};  ///< In a `meanwhile:`, when this line begins.
};

}  // namespace parley::sim::scenario
