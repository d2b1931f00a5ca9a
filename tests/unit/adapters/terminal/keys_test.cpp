#include "adapters/terminal/keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <vector>

namespace parley::adapters {

void PrintTo(const Key& key, std::ostream* out) {
  *out << static_cast<int>(key.action) << "/" << static_cast<long>(key.character);
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Key insert(wchar_t c) { return {KeyAction::kInsert, c}; }
Key action(KeyAction what) { return {what, 0}; }

class Keys : public testing::Test {
 protected:
  void SetUp() override { std::setlocale(LC_CTYPE, "C.UTF-8"); }

  std::vector<Key> read(std::string_view bytes) {
    reader_.feed(bytes);
    std::vector<Key> keys;
    while (const auto key = reader_.next()) keys.push_back(*key);
    return keys;
  }

  KeyReader reader_;
};

TEST_F(Keys, are_characters_of_utf8) {
  EXPECT_THAT(read("aö漢"), ElementsAre(insert(L'a'), insert(L'ö'), insert(L'漢')));
}

TEST_F(Keys, wait_until_they_are_whole) {
  EXPECT_THAT(read("\xe6\xbc"), IsEmpty());
  EXPECT_THAT(read("\xa2"), ElementsAre(insert(L'漢')));
  EXPECT_THAT(read("\033"), IsEmpty());
  EXPECT_THAT(read("["), IsEmpty());
  EXPECT_THAT(read("1;5"), IsEmpty());
  EXPECT_THAT(read("C"), ElementsAre(action(KeyAction::kWordRight)));
  EXPECT_EQ(reader_.waiting(), 0u);
}

TEST_F(Keys, are_known_by_each_of_their_sequences) {
  EXPECT_THAT(read("\033[A\033OA\020"), ElementsAre(action(KeyAction::kEarlier), action(KeyAction::kEarlier),
                                                    action(KeyAction::kEarlier)));
  EXPECT_THAT(read("\033[H\033[1~\001"),
              ElementsAre(action(KeyAction::kLineStart), action(KeyAction::kLineStart),
                          action(KeyAction::kLineStart)));
  EXPECT_THAT(read("\r\n"), ElementsAre(action(KeyAction::kEnter), action(KeyAction::kEnter)));
  EXPECT_THAT(read("\033b\033\177"),
              ElementsAre(action(KeyAction::kWordLeft), action(KeyAction::kDeleteWordLeft)));
}

TEST_F(Keys, leave_out_what_does_nothing) {
  EXPECT_THAT(read(std::string("\0\x07\x1d\033[15~\033[200~", 14)), IsEmpty());
  EXPECT_THAT(read("\xff\xc3(\xed\xa0\x80"), ElementsAre(insert(L'(')));
}

TEST_F(Keys, take_a_tab_for_a_blank) { EXPECT_THAT(read("\t"), ElementsAre(insert(L' '))); }

TEST_F(Keys, go_on_after_an_escape_that_begins_nothing) {
  EXPECT_THAT(read("\033x"), ElementsAre(insert(L'x')));
  EXPECT_THAT(read("\033\r"), ElementsAre(action(KeyAction::kEnter)));
  EXPECT_THAT(read("\033\033[C"), ElementsAre(action(KeyAction::kRight)));
  EXPECT_THAT(read("\033[1\rx"), ElementsAre(action(KeyAction::kEnter), insert(L'x')));
}

TEST_F(Keys, give_up_a_sequence_that_has_no_end) {
  EXPECT_THAT(read("\033[" + std::string(33, '1')), IsEmpty());
  EXPECT_THAT(read("x"), ElementsAre(insert(L'x')));
}

TEST_F(Keys, are_lost_beyond_the_bound) {
  reader_.feed(std::string(KeyReader::kMaxBytes - 1, 'a'));
  reader_.feed("bc");
  EXPECT_EQ(reader_.waiting(), KeyReader::kMaxBytes);
  Key last;
  while (const auto key = reader_.next()) last = *key;
  EXPECT_EQ(last, insert(L'b'));
}

TEST_F(Keys, are_forgotten_when_cleared) {
  reader_.feed("abc\033[");
  reader_.clear();
  EXPECT_THAT(read("d"), ElementsAre(insert(L'd')));
}

}  // namespace
}  // namespace parley::adapters
