#include "record/mask_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "wire/open_room.hpp"
#include "wire/text.hpp"

namespace parley::record {
namespace {

std::string datagram(std::string_view text) {
  std::string scratch;
  return std::string(fill_datagram(text, scratch));
}
std::string shown(std::string_view text) {
  std::string scratch;
  return std::string(fill_shown(text, scratch));
}
std::string typed(std::string_view text) {
  std::string scratch;
  return std::string(fill_typed(text, scratch));
}

TEST(FillDatagram, keeps_names_and_notices) {
  EXPECT_EQ(datagram("ada: see you at 5: ok?"), "ada: xxx xxx xx xx xxx");
  EXPECT_EQ(datagram("System: User ada joined!"), "System: User ada joined!");
  EXPECT_EQ(datagram("System: User ada left."), "System: User ada left.");
  EXPECT_EQ(datagram("System: all is well!"), "System: xxx xx xxxx!");
  EXPECT_EQ(datagram("System: User my friend joined!"), "System: xxxx xx xxxxxx xxxxxx!");
  EXPECT_EQ(datagram("System:"), "System:");
  EXPECT_EQ(datagram("no chat at all"), "xx xxxx xx xxx");
  EXPECT_EQ(datagram("two words: text"), "xxx xxxxxx xxxx");
  EXPECT_EQ(datagram(": text"), "x xxxx");
  EXPECT_EQ(datagram(""), "");
}

TEST(FillDatagram, gives_each_character_one_of_its_length) {
  EXPECT_EQ(datagram("ada: \u00e4\u20ac\U0001F600b"), "ada: \u00d7\u25a1\U0001F7E9x");
}

TEST(FillTyped, leaves_the_command_and_makes_none) {
  EXPECT_EQ(typed("q"), "q");
  EXPECT_EQ(typed(" q\t"), " q\t");
  EXPECT_EQ(typed("Q"), "x");
  EXPECT_EQ(typed("quit"), "xxxx");
  EXPECT_EQ(typed("meet me"), "xxxx xx");
  EXPECT_EQ(typed(" \t "), " \t ");
}

/// The line that a chat shows of a datagram; nothing where it shows none.
std::string line_of(std::string_view bytes) {
  const auto message = wire::decode_room_datagram(bytes);
  if (const auto* said = std::get_if<wire::Said>(&message))
    return wire::printable(said->user + ": " + said->text);
  if (const auto* it = std::get_if<wire::Joined>(&message)) return wire::printable(wire::encode(*it));
  if (const auto* it = std::get_if<wire::Left>(&message)) return wire::printable(wire::encode(*it));
  if (const auto* it = std::get_if<wire::Announced>(&message)) return wire::printable(it->text);
  return {};
}

/// A peer that gets the filler shows what is filler on its screen, in the same colour.
TEST(FillDatagram, is_shown_as_what_was_written_is_filled_on_the_screen) {
  std::vector<std::string> texts = {"ada: hello",
                                    "ada: tab\there: there",
                                    "ada: \x01\x7f\u2028\u202e\u00a0\u0085",
                                    "System:\tUser bob joined!",
                                    "System: User b\vb left.",
                                    "System: User b\x01"
                                    "b left.",
                                    "System: it ends. ",
                                    "System: it ends!\t",
                                    "ada: bad \xff\xc3 bytes \xe2\x82",
                                    "\xe2\x80\xa8: odd",
                                    "b\x01"
                                    "b: text",
                                    "a\tb: text",
                                    "ada:no",
                                    "ada:\tx: y",
                                    "System: User \xff joined!"};
  for (std::size_t size = 1019; size <= 1030; ++size) {
    for (const std::string_view end : {"!", ".", "\u00e4!", "\u20ac\u20ac", "\U0001F600\U0001F600\xff"}) {
      texts.push_back("ada: " + std::string(size - 5, 't') + std::string(end));
      texts.push_back("System: " + std::string(size - 8, 't') + std::string(end));
      texts.push_back("System:\x01" + std::string(size - 8, '\x02') + std::string(end));
    }
  }
  for (const auto& text : texts) {
    const auto filler = datagram(text);
    EXPECT_EQ(filler.size(), text.size());
    EXPECT_EQ(datagram(filler), filler);
    EXPECT_EQ(wire::decode_room_datagram(text).index(), wire::decode_room_datagram(filler).index()) << text;
    EXPECT_EQ(shown(line_of(text)), shown(line_of(filler))) << text;
    if (text.starts_with("System:")) {
      EXPECT_EQ(line_of(text).ends_with('!'), line_of(filler).ends_with('!')) << text;
    }
  }
}

TEST(FillTyped, is_sent_as_what_was_typed_is_filled_in_a_datagram) {
  const std::vector<std::string> texts = {
      "hello",       "tab\there", "ctrl\x01\x1b[31m", "\u202e\u00e4\u20ac\U0001F600",
      "System: no!", "q q",       "bad\xff"};
  for (const auto& text : texts) {
    const auto filler = typed(text);
    EXPECT_EQ(filler.size(), text.size());
    EXPECT_EQ(typed(filler), filler);
    EXPECT_EQ(wire::is_utf8(filler), wire::is_utf8(text));
    EXPECT_EQ(datagram("ada: " + wire::printable(text)), datagram("ada: " + wire::printable(filler)));
  }
}

}  // namespace
}  // namespace parley::record
