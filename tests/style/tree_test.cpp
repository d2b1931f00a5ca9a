// The rules over the project's own source. Runs in the repository's root, as CTest does it.

#include <gtest/gtest.h>

#include "tests/style/rules.hpp"

namespace parley::style {
namespace {

void expect_nothing_found(Findings (*check)(const SourceFile&)) {
  const auto tree = read_tree(".");
  ASSERT_FALSE(tree.empty());
  for (const auto& file : tree) {
    for (const auto& [path, line, message] : check(file)) ADD_FAILURE_AT(path.c_str(), line) << message;
  }
}

TEST(Tree, includes_point_left) { expect_nothing_found(check_include_arrows); }

TEST(Tree, core_and_simulator_read_nothing_by_themselves) { expect_nothing_found(check_banned_words); }

TEST(Tree, files_and_functions_are_short) { expect_nothing_found(check_sizes); }

TEST(Tree, text_is_clean) { expect_nothing_found(check_text); }

TEST(Tree, documentation_names_only_what_exists) {
  const auto pages = read_pages(".");
  ASSERT_FALSE(pages.empty());
  for (const auto& page : pages) {
    for (const auto& [path, line, message] : check_doc_paths(".", page)) {
      ADD_FAILURE_AT(path.c_str(), line) << message;
    }
  }
}

}  // namespace
}  // namespace parley::style
