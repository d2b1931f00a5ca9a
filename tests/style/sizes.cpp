#include <cctype>
#include <string>
#include <string_view>

#include "tests/style/rules.hpp"

namespace parley::style {

namespace {

constexpr std::size_t kFileLines = 400;
constexpr std::size_t kHeaderLines = 120;
constexpr std::size_t kFunctionLines = 70;

/// Whether something starts on this line, `indent` columns from the left.
bool starts_at(std::string_view code, std::size_t indent) {
  if (code.find_first_not_of(' ') != indent) return false;
  const char first = code[indent];
  return std::isalpha(static_cast<unsigned char>(first)) != 0 || first == '_' || first == '~' || first == '[';
}

/// How many lines the block has that is closed on line `close`: formatted code opens it on the last line
/// before that starts in the same column.
std::size_t block_lines(const SourceFile& file, std::size_t close, std::size_t indent) {
  auto open = close;
  while (open > 0 && !starts_at(file.code[open], indent)) --open;
  return close - open + 1;
}

std::string too_long(std::string_view what, std::size_t lines, std::size_t limit) {
  return "a " + std::string(what) + " of " + std::to_string(lines) + " lines, where " +
         std::to_string(limit) + " is the limit: split it by what its parts do";
}

}  // namespace

Findings check_sizes(const SourceFile& file) {
  Findings findings;
  const auto report = [&](std::size_t line, std::string_view what, std::size_t lines, std::size_t limit) {
    if (lines > limit) findings.push_back({file.path, static_cast<int>(line), too_long(what, lines, limit)});
  };
  const auto lines = file.lines.size();
  file.is_header() ? report(lines, "header", lines, kHeaderLines) : report(lines, "file", lines, kFileLines);
  for (std::size_t i = 0; i < lines; ++i) {
    for (const std::size_t indent : {0U, 2U}) {  // Free functions, and those written inside a class.
      if (file.lines[i].size() != indent + 1 || file.code[i].find('}') != indent) continue;
      const auto length = block_lines(file, i, indent);
      report(i + 2 - length, "function", length, kFunctionLines);
    }
  }
  return findings;
}

}  // namespace parley::style
