#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "tests/style/rules.hpp"

namespace parley::style {

namespace {

/// A folder and all that may be included in it; an entry stands for everything below it. The first that a
/// file is below counts.
struct Layer {
  std::string_view folder;
  std::vector<std::string_view> may_include;
};

const std::array kLayers = {
    Layer{"src/base", {"base"}},
    Layer{"src/wire", {"base", "wire"}},
    Layer{"src/ports", {"base", "wire", "ports"}},
    Layer{"src/registry", {"base", "wire", "ports", "registry"}},
    Layer{"src/room", {"base", "wire", "ports", "room"}},
    Layer{"src/client", {"base", "wire", "ports", "room", "client"}},
    Layer{"src/screens", {"base", "wire", "ports", "client", "screens"}},
    Layer{"src/tape", {"base", "wire", "ports", "tape"}},
    Layer{"src/record", {"base", "wire", "ports", "registry", "room", "client", "screens", "tape", "record"}},
    Layer{"src/adapters",
          {"base", "wire", "ports", "registry", "room", "client", "screens", "tape", "adapters"}},
    Layer{"sim/world", {"base", "wire", "ports", "adapters/sqlite", "sim/world"}},
    Layer{"sim/programs",
          {"base", "wire", "ports", "registry", "client", "screens", "tape", "record", "sim/world",
           "sim/programs"}},
    Layer{"sim/language", {"base", "wire", "ports", "sim/language"}},
    Layer{"sim/check",
          {"base", "wire", "ports", "registry", "room", "client", "sim/world", "sim/programs", "sim/check"}},
    Layer{"sim/play",
          {"base", "wire", "ports", "registry", "room", "client", "screens", "tape", "record", "sim/world",
           "sim/programs", "sim/language", "sim/check", "sim/play"}},
    Layer{"sim/process", {"base", "sim/process"}},
    Layer{"sim/real",
          {"base", "wire", "ports", "room", "screens", "adapters", "sim/process", "sim/language", "sim/play",
           "sim/real"}},
    Layer{"sim/report", {"base", "wire", "ports", "sim/world", "sim/report"}},
    Layer{"sim/replay",
          {"base", "wire", "ports", "registry", "client", "tape", "record", "sim/report", "sim/replay"}},
    Layer{"sim/generate", {"base", "sim/world", "sim/language", "sim/generate"}},
    Layer{"sim/shrink", {"base", "sim/language", "sim/shrink"}},
    Layer{"sim/explore",
          {"base", "ports", "tape", "record", "sim/process", "sim/world", "sim/programs", "sim/language",
           "sim/play", "sim/report", "sim/replay", "sim/generate", "sim/shrink", "sim/explore"}},
    Layer{"sim/merge", {"base", "wire", "ports", "tape", "record", "sim/report", "sim/merge"}},
    Layer{"sim/import",
          {"base", "wire", "ports", "client", "tape", "record", "sim/language", "sim/merge", "sim/import"}},
    Layer{"apps",
          {"base", "wire", "ports", "registry", "room", "client", "screens", "tape", "record", "adapters",
           "sim", "apps"}},
};

/// The path between the quotes of `#include "path"`.
std::optional<std::string_view> included_path(std::string_view line, std::string_view code) {
  constexpr std::string_view kDirective = "#include \"";
  if (!line.starts_with(kDirective) || !code.starts_with("#include")) return std::nullopt;
  line.remove_prefix(kDirective.size());
  return line.substr(0, line.find('"'));
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

std::string join(const std::vector<std::string_view>& words) {
  std::string joined;
  for (const auto word : words) joined += (joined.empty() ? "" : ", ") + std::string(word);
  return joined;
}

}  // namespace

Findings check_include_arrows(const SourceFile& file) {
  Findings findings;
  const auto* const layer =
      std::ranges::find_if(kLayers, [&](const Layer& candidate) { return file.is_below(candidate.folder); });
  if (layer == kLayers.end() && (file.is_below("src") || file.is_below("sim"))) {
    findings.push_back({file.path, 1, "the folder has no layer: say in tests/style what it may include"});
  }
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const auto path = included_path(file.lines[i], file.code[i]);
    if (!path) continue;
    const auto report = [&](std::string message) {
      findings.push_back({file.path, static_cast<int>(i) + 1, std::move(message)});
    };
    if (path->find('/') == std::string_view::npos || path->starts_with("../") || path->starts_with("src/")) {
      report("write the whole path, from src/ or from the root: \"base/time.hpp\", \"sim/world/world.hpp\"");
    } else if (layer != kLayers.end() && std::ranges::none_of(layer->may_include, [&](auto folder) {
                 return lies_in(*path, folder);
               })) {
      report(std::string(layer->folder) + " may include only " + join(layer->may_include) +
             ": go through a port, or move what both need to the left");
    }
  }
  return findings;
}

}  // namespace parley::style
