#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/language/diagnostic.hpp"

namespace parley::sim::scenario {

enum class TokenKind : std::uint8_t {
  kWord,    ///< Anything without blanks, quotes and marks: `alice`, `30%`, `500ms`, `guest1..guest9`.
  kString,  ///< `"..."`, its escapes resolved.
  kMark,    ///< One of `, ( ) * | :`
};

struct Token {
  TokenKind kind;
  std::string text;
  bool operator==(const Token&) const = default;
};

/// One line that says something, cut into tokens.
struct TokenLine {
  std::size_t number = 0;  ///< From 1.
  std::size_t indent = 0;  ///< Blanks in front.
  std::vector<Token> tokens;
  bool operator==(const TokenLine&) const = default;
};

struct Lexed {
  std::vector<TokenLine> lines;  ///< Blank lines and comments left out.
  std::vector<Diagnostic> errors;
};

/// Cuts the text of a scenario file into lines of tokens. `#` outside a string begins a comment. Strings
/// know `\n`, `\r`, `\t`, `\\`, `\"` and `\xNN`. A line with an error is left out, the others stay.
Lexed lex(std::string_view text, const std::string& file);

}  // namespace parley::sim::scenario
