#include "adapters/terminal/utf8.hpp"

#include <gtest/gtest.h>

namespace parley::adapters {
namespace {

using State = Utf8Character::State;

TEST(Utf8, reads_what_it_wrote_at_each_length) {
  for (const wchar_t code : {L'\x01', L'\x7f', L'\x80', L'\x7ff', L'\x800', L'\xd7ff', L'\xe000', L'\xffff',
                             L'\x10000', L'\x10ffff'}) {
    const std::string bytes = to_utf8({&code, 1});
    const auto read = first_character(bytes + "x");
    EXPECT_EQ(read.state, State::kWhole);
    EXPECT_EQ(read.code, code);
    EXPECT_EQ(read.size, bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      EXPECT_EQ(first_character(bytes.substr(0, i)).state, State::kCut);
    }
  }
}

TEST(Utf8, refuses_what_is_none) {
  for (const char* bytes :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3(", "\xe2\x82("}) {
    const auto read = first_character(bytes);
    EXPECT_EQ(read.state, State::kInvalid);
    EXPECT_EQ(read.size, 1u);
  }
}

TEST(Utf8, leaves_out_what_is_none) { EXPECT_EQ(from_utf8("a\xff\xe2\x82\xac\xc3"), L"a€"); }

}  // namespace
}  // namespace parley::adapters
