#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace parley::style {

/// A source file as the rules see it.
struct SourceFile {
  std::string path;                ///< From the repository's root, with '/'.
  std::vector<std::string> lines;  ///< As written.
  std::vector<std::string> code;   ///< The same, with comments and the insides of literals made blank.

  bool is_header() const { return path.ends_with(".hpp"); }
  bool is_below(std::string_view folder) const;
};

SourceFile parse(std::string path, std::string_view text);

/// Every .cpp and .hpp below the folders of `root` that hold the project's code, in order of path.
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

/// The pages of the documentation: every .md in the root and in docs/.
std::vector<SourceFile> read_pages(const std::filesystem::path& root);

}  // namespace parley::style
