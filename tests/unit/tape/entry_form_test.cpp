// The table of what entries hold: whole, strict, and the same as in docs/tape.md.

#include "tape/entry_form.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <set>

#include "tests/unit/tape/tape_samples.hpp"

namespace parley::tape::test {
namespace {

TEST(EntryForm, every_kind_has_one_and_no_other_number_does) {
  std::set<EntryKind> kinds;
  for (const auto& form : entry_forms()) kinds.insert(form.kind);
  const auto group = [&](EntryKind first, EntryKind last) {
    for (int kind = static_cast<int>(first); kind <= static_cast<int>(last); ++kind) {
      EXPECT_EQ(kinds.erase(static_cast<EntryKind>(kind)), 1U) << kind;
    }
  };
  group(EntryKind::kStart, EntryKind::kInterrupt);
  group(EntryKind::kListening, EntryKind::kEntropy);
  group(EntryKind::kReady, EntryKind::kLog);
  group(EntryKind::kEnd, EntryKind::kEnd);
  EXPECT_TRUE(kinds.empty()) << "a kind that this test does not know";
  EXPECT_EQ(form_of(EntryKind{}), nullptr);
  EXPECT_EQ(form_of(static_cast<EntryKind>(193)), nullptr);
}

TEST(EntryForm, names_are_all_different) {
  std::set<std::string_view> names;
  for (const auto& form : entry_forms()) EXPECT_TRUE(names.insert(form.name).second) << form.name;
}

TEST(EntryForm, holds_what_its_kind_does_and_no_more) {
  std::string text;
  for (const auto& form : entry_forms()) {
    SCOPED_TRACE(form.name);
    EXPECT_TRUE(has_form(least_entry(form.kind)));
    const Entry most = most_entry(form.kind, text);
    EXPECT_TRUE(has_form(most));
    Entry wrong = most;
    if (form.most_number < std::numeric_limits<std::int64_t>::max()) {
      ++wrong.number;
      EXPECT_FALSE(has_form(wrong));
    }
    wrong = most;
    wrong.number = -1;
    EXPECT_FALSE(has_form(wrong));
    wrong = most;
    text += "x";
    wrong.text = text;
    EXPECT_FALSE(has_form(wrong));
    wrong = most;
    wrong.id = 1;
    EXPECT_EQ(has_form(wrong), form.id);
    wrong = most;
    wrong.endpoint.port = 1;
    EXPECT_EQ(has_form(wrong), form.endpoint);
    wrong = most;
    wrong.channel = {1, 1};
    EXPECT_EQ(has_form(wrong), form.channel);
    wrong = most;
    wrong.size = 1;
    EXPECT_FALSE(has_form(wrong));
  }
}

std::string row_in_words(const EntryForm& form) {
  constexpr auto kAny = std::numeric_limits<std::int64_t>::max();
  const auto cell = [](const std::string& text) {
    return text.empty() ? std::string(" |") : " " + text + " |";
  };
  std::string number;
  if (form.number) number = form.most_number == kAny ? "any" : "0-" + std::to_string(form.most_number);
  std::string text;
  if (form.text == TextForm::kCut) text = "cut";
  if (form.text == TextForm::kWhole) {
    text = std::to_string(form.least_text) + "-" + std::to_string(form.most_text);
  }
  return "|" + cell(std::to_string(static_cast<int>(form.kind))) + cell(std::string(form.name)) +
         cell(form.id ? "yes" : "") + cell(number) + cell(form.endpoint ? "yes" : "") +
         cell(form.channel ? "yes" : "") + cell(text);
}

TEST(EntryForm, stands_in_the_documentation_row_for_row) {
  std::ifstream page("docs/tape.md");
  ASSERT_TRUE(page) << "run in the repository's root";
  std::string line;
  while (std::getline(page, line) && !line.starts_with("| kind | name |")) {
  }
  std::getline(page, line);
  std::vector<std::string> rows;
  while (std::getline(page, line) && line.starts_with("|")) {
    if (!line.starts_with("| | **")) rows.push_back(line);
  }
  ASSERT_EQ(rows.size(), entry_forms().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string row = row_in_words(entry_forms()[i]);
    EXPECT_EQ(rows[i].substr(0, row.size()), row);
    EXPECT_GT(rows[i].size(), row.size() + 2) << "says nothing of it";
  }
}

}  // namespace
}  // namespace parley::tape::test
