#include <algorithm>
#include <string_view>

#include "tests/style/rules.hpp"

namespace parley::style {

Findings check_text(const SourceFile& file) {
  Findings findings;
  const auto report = [&](std::size_t line, std::string message) {
    findings.push_back({file.path, static_cast<int>(line), std::move(message)});
  };
  if (file.is_header() && std::ranges::find(file.lines, "#pragma once") == file.lines.end()) {
    report(1, "a header begins with #pragma once");
  }
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string_view line = file.lines[i];
    if (line.find('\t') != std::string_view::npos) report(i + 1, "a tab: write blanks, or \\t in a literal");
    if (line.ends_with(' ') || line.ends_with('\t') || line.ends_with('\r')) {
      report(i + 1, "white space at the end of the line: take it away");
    }
  }
  return findings;
}

}  // namespace parley::style
