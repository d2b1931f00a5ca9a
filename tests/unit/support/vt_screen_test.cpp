#include "tests/support/vt_screen.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Position = VtScreen::Position;

/// A screen that was fed with some bytes.
struct Shown : VtScreen {
  explicit Shown(std::string_view bytes, std::size_t columns = 20, std::size_t rows = 4)
      : VtScreen(columns, rows) {
    feed(bytes);
  }
};

TEST(VtScreen, is_empty_at_first) { EXPECT_THAT(Shown("").transcript(), IsEmpty()); }

TEST(VtScreen, starts_a_row_at_line_feeds_and_goes_left_at_carriage_returns) {
  const Shown screen("one\r\ntwo\rT\nx");
  EXPECT_THAT(screen.transcript(), ElementsAre("one", "Two", " x"));
  EXPECT_EQ(screen.cursor(), (Position{2, 2}));
}

TEST(VtScreen, keeps_empty_lines_between_but_none_at_the_end) {
  EXPECT_THAT(Shown("a\r\n\r\nb\r\n\r\n").transcript(), ElementsAre("a", "", "b"));
}

TEST(VtScreen, takes_blanks_off_the_ends_of_lines) {
  EXPECT_THAT(Shown("Choice: \r\n  x  ").transcript(), ElementsAre("Choice:", "  x"));
}

TEST(VtScreen, remembers_what_scrolled_away) {
  EXPECT_THAT(Shown("1\r\n2\r\n3\r\n4\r\n5\r\n6", 20, 3).transcript(),
              ElementsAre("1", "2", "3", "4", "5", "6"));
}

TEST(VtScreen, shows_a_line_broken_at_the_margin_as_one) {
  const Shown screen("abcdefghijkl\r\nx", 5, 4);
  EXPECT_THAT(screen.transcript(), ElementsAre("abcdefghijkl", "x"));
  EXPECT_EQ(screen.cursor(), (Position{3, 1}));
}

TEST(VtScreen, breaks_only_when_a_character_follows_the_last_column) {
  const Shown screen("abcde\r\nx", 5, 4);
  EXPECT_THAT(screen.transcript(), ElementsAre("abcde", "x"));
  EXPECT_EQ(screen.cursor().row, 1u);
}

TEST(VtScreen, moves_a_wide_character_down_whole) {
  const Shown screen("abc漢字x", 4, 4);
  EXPECT_THAT(screen.transcript(), ElementsAre("abc漢字x"));
  EXPECT_EQ(screen.cursor(), (Position{2, 1}));
}

TEST(VtScreen, counts_columns_not_bytes) {
  EXPECT_EQ(Shown("wörld").cursor(), (Position{0, 5}));
  EXPECT_EQ(Shown("漢字").cursor(), (Position{0, 4}));
  EXPECT_EQ(Shown("e\xcc\x81").cursor(), (Position{0, 1}));
  EXPECT_THAT(Shown("e\xcc\x81").transcript(), ElementsAre("e\xcc\x81"));
}

TEST(VtScreen, takes_characters_in_pieces) {
  VtScreen screen(20, 2);
  for (const char byte : std::string("漢\033[32mx")) screen.feed({&byte, 1});
  EXPECT_THAT(screen.styled_transcript(), ElementsAre("漢<green>x</>"));
}

TEST(VtScreen, keeps_tabs_as_tabs) {
  const Shown screen("\t1 : Signup");
  EXPECT_THAT(screen.transcript(), ElementsAre("\t1 : Signup"));
  EXPECT_EQ(screen.cursor().column, 18u);
}

TEST(VtScreen, moves_the_cursor_within_its_bounds) {
  EXPECT_EQ(Shown("\033[3;5H").cursor(), (Position{2, 4}));
  EXPECT_EQ(Shown("\033[3;5H\033[A\033[2D").cursor(), (Position{1, 2}));
  EXPECT_EQ(Shown("\033[99;99H").cursor(), (Position{3, 19}));
  EXPECT_EQ(Shown("ab\033[9A\033[9D\033[H").cursor(), (Position{0, 0}));
  EXPECT_EQ(Shown("\033[B\033[3C\033[2G\b").cursor(), (Position{1, 0}));
}

TEST(VtScreen, erases_to_the_end) {
  EXPECT_THAT(Shown("abc\r\ndef\r\nghi\033[2;2H\033[J").transcript(), ElementsAre("abc", "d"));
  EXPECT_THAT(Shown("abc\r\ndef\033[1;2H\033[K").transcript(), ElementsAre("a", "def"));
  EXPECT_THAT(Shown("abc\r\ndef\033[2J").transcript(), IsEmpty());
}

TEST(VtScreen, forgets_that_a_row_continued_the_one_above_when_it_is_erased) {
  EXPECT_THAT(Shown("abcdefg\033[A\r\033[Jx\r\ny", 5, 4).transcript(), ElementsAre("x", "y"));
}

TEST(VtScreen, inserts_and_deletes_characters) {
  EXPECT_THAT(Shown("abc\033[2D\033[2@").transcript(), ElementsAre("a  bc"));
  EXPECT_THAT(Shown("abcd\033[3D\033[2P").transcript(), ElementsAre("ad"));
}

TEST(VtScreen, tags_colours) {
  EXPECT_THAT(Shown("\033[35mname: \033[0mx\r\n\033[31mno\033[0m").styled_transcript(),
              ElementsAre("<magenta>name: </>x", "<red>no</>"));
}

TEST(VtScreen, counts_what_it_does_not_know) {
  EXPECT_EQ(Shown("plain\033[1;2H\a").unknown(), 0u);
  EXPECT_EQ(Shown("\a").bells(), 1u);
  EXPECT_EQ(Shown("\x01").unknown(), 1u);
  EXPECT_EQ(Shown("\xff").unknown(), 1u);
  EXPECT_EQ(Shown("\033[5z").unknown(), 1u);
  EXPECT_EQ(Shown("\033[7m").unknown(), 1u);
}

TEST(VtScreen, breaks_lines_anew_when_resized) {
  Shown screen("abcdefghij\r\nxy", 5, 4);
  screen.resize(10, 4);
  EXPECT_THAT(screen.transcript(), ElementsAre("abcdefghij", "xy"));
  EXPECT_EQ(screen.cursor(), (Position{1, 2}));
  screen.resize(4, 3);
  EXPECT_THAT(screen.transcript(), ElementsAre("abcdefghij", "xy"));
  EXPECT_EQ(screen.cursor(), (Position{2, 2}));
}

TEST(Canonical, is_what_a_transcript_looks_like) {
  EXPECT_THAT(canonical({"Choice: ", "", "x  ", "", " "}), ElementsAre("Choice:", "", "x"));
}

}  // namespace
}  // namespace parley::test
