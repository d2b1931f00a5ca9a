#include "tests/style/source_file.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <utility>

namespace parley::style {

namespace {

namespace fs = std::filesystem;

bool is_hex_digit(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

/// Walks once over a file's text and makes blank what is not code; line ends stay.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text) {}

  std::string run() && {
    while (at_ < text_.size()) step();
    return std::move(code_);
  }

 private:
  void step() {
    if (starts_with("//")) {
      blank_to(text_.find('\n', at_));
    } else if (starts_with("/*")) {
      blank_past("*/", at_ + 2);
    } else if (starts_with("R\"")) {
      const auto open = text_.find('(', at_);
      blank_past(")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"", open);
    } else if (text_[at_] == '"' || (text_[at_] == '\'' && !is_digit_separator())) {
      blank_literal(text_[at_]);
    } else {
      code_ += text_[at_++];
    }
  }

  bool starts_with(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }

  bool is_digit_separator() const {
    return at_ > 0 && at_ + 1 < text_.size() && is_hex_digit(text_[at_ - 1]) && is_hex_digit(text_[at_ + 1]);
  }

  void blank_to(std::size_t end) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_) code_ += text_[at_] == '\n' ? '\n' : ' ';
  }

  void blank_past(std::string_view terminator, std::size_t from) {
    const auto found = text_.find(terminator, from);
    blank_to(found == std::string_view::npos ? found : found + terminator.size());
  }

  void blank_literal(char quote) {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
      end += text_[end] == '\\' ? 2U : 1U;
    blank_to(end + 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string code_;
};

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

bool SourceFile::is_below(std::string_view folder) const {
  return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

SourceFile parse(std::string path, std::string_view text) {
  return {std::move(path), split_lines(text), split_lines(Blanker(text).run())};
}

namespace {

SourceFile read(const fs::path& root, const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse(path.lexically_relative(root).generic_string(), text);
}

}  // namespace

std::vector<SourceFile> read_tree(const fs::path& root) {
  std::vector<SourceFile> tree;
  for (const auto* folder : {"src", "sim", "apps", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp") tree.push_back(read(root, entry.path()));
    }
  }
  std::ranges::sort(tree, {}, &SourceFile::path);
  return tree;
}

std::vector<SourceFile> read_pages(const fs::path& root) {
  std::vector<SourceFile> pages;
  for (const auto& folder : {root, root / "docs"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".md") pages.push_back(read(root, entry.path()));
    }
  }
  std::ranges::sort(pages, {}, &SourceFile::path);
  return pages;
}

}  // namespace parley::style
