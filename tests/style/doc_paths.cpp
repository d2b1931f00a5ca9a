#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/style/rules.hpp"

namespace parley::style {

namespace {

namespace fs = std::filesystem;

constexpr std::array kFolders = {"src/", "sim/", "apps/", "tests/", "ci/", "fixtures/", "cmake/", "docs/"};

/// What stands between each `open` of a line and the next `close`.
std::vector<std::string_view> between(std::string_view line, std::string_view open, char close) {
  std::vector<std::string_view> found;
  while (true) {
    const auto begin = line.find(open);
    if (begin == std::string_view::npos) return found;
    line.remove_prefix(begin + open.size());
    const auto end = line.find(close);
    if (end == std::string_view::npos) return found;
    found.push_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
}

/// `docs/scenarios.md`, `sim/world` and `src/base/time`, the latter short for its two files.
bool names_something(const fs::path& path) {
  return fs::exists(path) || fs::exists(path.string() + ".hpp") || fs::exists(path.string() + ".cpp");
}

}  // namespace

Findings check_doc_paths(const fs::path& root, const SourceFile& page) {
  Findings findings;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const auto require = [&](const fs::path& path, std::string_view as_written) {
      if (names_something(root / path)) return;
      findings.push_back({page.path, static_cast<int>(i) + 1,
                          std::string(as_written) + " does not exist: name what replaced it"});
    };
    for (const auto quoted : between(page.lines[i], "`", '`')) {
      const auto path = quoted.substr(0, quoted.find(' '));
      const bool names_a_path =
          std::ranges::any_of(kFolders, [&](std::string_view folder) { return path.starts_with(folder); });
      if (names_a_path && path.find('*') == std::string_view::npos) require(path, path);
    }
    for (const auto target : between(page.lines[i], "](", ')')) {
      const auto path = target.substr(0, target.find('#'));
      if (path.empty() || path.find(':') != std::string_view::npos) continue;
      require(fs::path(page.path).parent_path() / path, path);
    }
  }
  return findings;
}

}  // namespace parley::style
