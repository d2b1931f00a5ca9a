#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/style/source_file.hpp"

namespace parley::style {

/// One place that breaks a rule, and what to do there instead.
struct Finding {
  std::string file;
  int line = 0;  ///< Counted from 1.
  std::string message;
};

using Findings = std::vector<Finding>;

/// Includes point left only: base <- wire <- ports <- {registry, room <- client <- screens} <- record <-
/// {adapters | sim} <- apps.
Findings check_include_arrows(const SourceFile& file);

/// Below src/adapters and apps nothing reads a clock, chance, the environment, threads or the system by
/// itself. A line that has to carries the comment `style-ok:` and the reason.
Findings check_banned_words(const SourceFile& file);

/// Files, headers and functions that fit in the head.
Findings check_sizes(const SourceFile& file);

/// Files and folders that a page of the documentation names exist below `root`.
Findings check_doc_paths(const std::filesystem::path& root, const SourceFile& page);

/// `#pragma once`, no tabs and no trailing white space.
Findings check_text(const SourceFile& file);

}  // namespace parley::style
