#include "sim/language/lexer.hpp"

#include <optional>

namespace parley::sim::scenario {
namespace {

constexpr std::string_view kMarks = ",()*|:";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool ends_word(char c) { return is_blank(c) || c == '"' || c == '#' || kMarks.find(c) != kMarks.npos; }

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

/// Cuts one line; `error` is set where that cannot be done.
class LineLexer {
 public:
  explicit LineLexer(std::string_view line) : line_(line) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    while (error_.empty() && skip_blanks()) tokens.push_back(next());
    return tokens;
  }
  const std::string& error() const { return error_; }

 private:
  bool skip_blanks() {
    while (at_ < line_.size() && is_blank(line_[at_])) ++at_;
    return at_ < line_.size() && line_[at_] != '#';
  }

  Token next() {
    if (line_[at_] == '"') return {TokenKind::kString, string()};
    if (kMarks.find(line_[at_]) != kMarks.npos) return {TokenKind::kMark, std::string(1, line_[at_++])};
    const std::size_t begin = at_;
    while (at_ < line_.size() && !ends_word(line_[at_])) ++at_;
    return {TokenKind::kWord, std::string(line_.substr(begin, at_ - begin))};
  }

  std::string string() {
    std::string text;
    for (++at_; at_ < line_.size() && error_.empty(); ++at_) {
      if (line_[at_] == '"') {
        ++at_;
        return text;
      }
      text += line_[at_] == '\\' ? escape() : line_[at_];
    }
    if (error_.empty()) error_ = "the string has no end, expected `\"`";
    return text;
  }

  /// Leaves `at_` on the last character of the escape.
  char escape() {
    ++at_;
    switch (at_ < line_.size() ? line_[at_] : '\0') {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case '\\':
        return '\\';
      case '"':
        return '"';
      case 'x':
        return hex_escape();
      default:
        break;
    }
    error_ = "unknown escape in a string, expected one of \\n \\r \\t \\\\ \\\" \\xNN";
    return '\0';
  }

  char hex_escape() {
    const auto high = at_ + 2 < line_.size() ? hex_digit(line_[at_ + 1]) : std::nullopt;
    const auto low = at_ + 2 < line_.size() ? hex_digit(line_[at_ + 2]) : std::nullopt;
    if (!high || !low) {
      error_ = "\\x without its byte, expected two hex digits";
      return '\0';
    }
    at_ += 2;
    return static_cast<char>(*high * 16 + *low);
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::string error_;
};

std::size_t indent_of(std::string_view line) {
  const std::size_t indent = line.find_first_not_of(' ');
  return indent == std::string_view::npos ? line.size() : indent;
}

}  // namespace

Lexed lex(std::string_view text, const std::string& file) {
  Lexed lexed;
  for (std::size_t number = 1, begin = 0; begin <= text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    LineLexer lexer(line);
    std::vector<Token> tokens = lexer.run();
    const std::size_t indent = indent_of(line);
    if (!lexer.error().empty()) {
      lexed.errors.push_back({file, number, lexer.error()});
    } else if (!tokens.empty() && line[indent] == '\t') {
      lexed.errors.push_back({file, number, "a tab in front of a step, expected blanks"});
    } else if (!tokens.empty()) {
      lexed.lines.push_back({number, indent, std::move(tokens)});
    }
  }
  return lexed;
}

}  // namespace parley::sim::scenario
