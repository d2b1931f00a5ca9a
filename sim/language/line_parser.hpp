#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/language/block.hpp"
#include "sim/language/cursor.hpp"
#include "sim/language/name_table.hpp"
#include "sim/language/parser.hpp"

namespace parley::sim::scenario {

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
