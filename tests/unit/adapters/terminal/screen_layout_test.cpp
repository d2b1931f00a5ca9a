#include "adapters/terminal/text_output.hpp"

#include <gtest/gtest.h>

#include <clocale>

namespace parley::adapters {
namespace {

class ScreenLayout : public testing::Test {
 protected:
  void SetUp() override { std::setlocale(LC_CTYPE, "C.UTF-8"); }
};

TEST_F(ScreenLayout, counts_columns) {
  EXPECT_EQ(position_after(L"", 10), (ScreenPosition{0, 0}));
  EXPECT_EQ(position_after(L"abc", 10), (ScreenPosition{0, 3}));
  EXPECT_EQ(position_after(L"wör漢", 10), (ScreenPosition{0, 5}));
  EXPECT_EQ(position_after(L"e\u0301", 10), (ScreenPosition{0, 1}));
}

TEST_F(ScreenLayout, goes_to_the_next_row_when_one_is_full) {
  EXPECT_EQ(position_after(L"abcdefghi", 10), (ScreenPosition{0, 9}));
  EXPECT_EQ(position_after(L"abcdefghij", 10), (ScreenPosition{1, 0}));
  EXPECT_EQ(position_after(L"abcdefghijk", 10), (ScreenPosition{1, 1}));
  EXPECT_EQ(position_after(std::wstring(35, L'x'), 10), (ScreenPosition{3, 5}));
}

TEST_F(ScreenLayout, moves_a_wide_character_down_whole) {
  EXPECT_EQ(position_after(L"abc漢", 4), (ScreenPosition{1, 2}));
  EXPECT_EQ(position_after(L"ab漢", 4), (ScreenPosition{1, 0}));
}

}  // namespace
}  // namespace parley::adapters
