#include "sim/language/parser.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "sim/language/lexer.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/line_parser.hpp"
#include "sim/language/validator.hpp"

namespace parley::sim::scenario {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// What the scenario shows: its first line, without `#` and blanks.
void read_title(Parsed& out) {
  const std::string first = out.scenario.source.empty() ? "" : out.scenario.source.front();
  const std::size_t begin = first.find_first_not_of("# ");
  if (first.empty() || first[0] != '#' || begin == std::string::npos) {
    out.errors.push_back(
        {out.scenario.file, 1, "no title, expected a comment that says what the scenario shows"});
  } else {
    out.scenario.title = first.substr(begin);
  }
}

}  // namespace

Parsed parse(std::string_view text, const std::string& file) {
  Parsed out;
  out.scenario.file = file;
  if (text.size() > limits::kFileBytes) {
    out.errors.push_back({file, 1, "the file is too long, expected at most 1 MiB"});
    return out;
  }
  out.scenario.source = lines_of(text);
  read_title(out);
  Lexed lexed = lex(text, file);
  out.errors.insert(out.errors.end(), lexed.errors.begin(), lexed.errors.end());
  LineParser(out, lexed.lines).run();
  if (out.ok()) out.errors = validate(out.scenario);
  const auto by_line = [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; };
  std::stable_sort(out.errors.begin(), out.errors.end(), by_line);
  return out;
}

Parsed parse_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  std::string text(limits::kFileBytes + 1, '\0');
  const bool readable = file != nullptr && std::fseek(file.get(), 0, SEEK_END) == 0;
  if (!readable) {
    Parsed failed;
    failed.scenario.file = path;
    failed.errors.push_back({path, 0, "cannot be read, expected a scenario file"});
    return failed;
  }
  std::rewind(file.get());
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return parse(text, path);
}

}  // namespace parley::sim::scenario
