#include "wire/framing.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"

namespace parley::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// All whole lines that wait.
std::vector<std::string> drain(LineSplitter& splitter) {
  std::vector<std::string> lines;
  while (const auto line = splitter.next()) lines.emplace_back(*line);
  return lines;
}

std::vector<std::string> lines_of(std::string_view text, std::size_t max_line = 100) {
  LineSplitter splitter(max_line);
  splitter.feed(text);
  return drain(splitter);
}

TEST(LineSplitter, gives_lines_without_their_ends) {
  EXPECT_THAT(lines_of("a\nb\r\n\n\r\nc"), ElementsAre("a", "b", "", ""));
}

TEST(LineSplitter, drops_one_carriage_return_and_only_before_a_line_feed) {
  EXPECT_THAT(lines_of("a\rb\n\r\r\n"), ElementsAre("a\rb", "\r"));
}

TEST(LineSplitter, gives_the_same_lines_however_the_text_is_split_in_three) {
  const std::string text = "HELLO P2P 2\n\nLOGIN a\r\nSHOW\r\n\rrest";
  const auto whole = lines_of(text);
  for (std::size_t first = 0; first <= text.size(); ++first) {
    for (std::size_t second = first; second <= text.size(); ++second) {
      LineSplitter splitter(100);
      std::vector<std::string> lines;
      for (const auto& piece :
           {text.substr(0, first), text.substr(first, second - first), text.substr(second)}) {
        splitter.feed(piece);
        for (auto& line : drain(splitter)) lines.push_back(std::move(line));
      }
      EXPECT_EQ(lines, whole) << first << ' ' << second;
      EXPECT_EQ(splitter.buffered(), 5U);
    }
  }
}

TEST(LineSplitter, gives_the_same_lines_byte_by_byte) {
  const std::string text = "one\ntwo\r\nthree\n";
  LineSplitter splitter(5);
  std::vector<std::string> lines;
  for (const char c : text) {
    splitter.feed(std::string_view(&c, 1));
    for (auto& line : drain(splitter)) lines.push_back(std::move(line));
  }
  EXPECT_THAT(lines, ElementsAre("one", "two", "three"));
}

TEST(LineSplitter, takes_a_line_at_its_bound_and_not_one_past_it) {
  EXPECT_THAT(lines_of("12345\n", 5), ElementsAre("12345"));
  EXPECT_THAT(lines_of("1234\r\n", 5), ElementsAre("1234"));
  EXPECT_THAT(lines_of("123456\n", 5), IsEmpty());
  EXPECT_THAT(lines_of("12345\r\n", 5), IsEmpty());
}

TEST(LineSplitter, overflows_before_the_end_of_a_long_line_comes) {
  LineSplitter splitter(limits::kV2LineBytes);
  splitter.feed(std::string(limits::kV2LineBytes, 'x'));
  EXPECT_EQ(splitter.next(), std::nullopt);
  EXPECT_FALSE(splitter.overflowed());
  splitter.feed("x");
  EXPECT_EQ(splitter.next(), std::nullopt);
  EXPECT_TRUE(splitter.overflowed());
}

TEST(LineSplitter, gives_what_came_before_a_long_line_and_nothing_behind_it) {
  LineSplitter splitter(5);
  splitter.feed("good\nmuch too long\nlate\n");
  EXPECT_THAT(drain(splitter), ElementsAre("good"));
  EXPECT_TRUE(splitter.overflowed());
  splitter.feed("later\n");
  EXPECT_THAT(drain(splitter), IsEmpty());
  EXPECT_EQ(splitter.buffered(), 0U);
}

TEST(LineSplitter, counts_what_waits) {
  LineSplitter splitter(10);
  splitter.feed("ab\ncd\nef");
  EXPECT_EQ(splitter.buffered(), 8U);
  ASSERT_TRUE(splitter.next());
  EXPECT_EQ(splitter.buffered(), 5U);
  drain(splitter);
  EXPECT_EQ(splitter.buffered(), 2U);
}

TEST(LineSplitter, keeps_its_order_when_it_is_always_fed_more_than_is_taken) {
  LineSplitter splitter(10);
  int fed = 0;
  for (int taken = 0; taken < 1000; ++taken) {
    while (fed < taken + 3) splitter.feed(std::to_string(fed++) + "\n");
    const auto line = splitter.next();
    ASSERT_TRUE(line);
    EXPECT_EQ(*line, std::to_string(taken));
    ASSERT_LE(splitter.buffered(), 15U);
  }
}

}  // namespace
}  // namespace parley::wire
