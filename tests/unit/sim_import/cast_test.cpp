#include "sim/import/cast.hpp"

#include <gtest/gtest.h>

#include "sim/import/screen_reader.hpp"
#include "sim/language/typing.hpp"

namespace parley::sim::importing {
namespace {

TEST(Speakable, is_every_name_but_the_words_of_the_language) {
  for (const char* name : {"alice", "guest17", "a-b_c", "7", "is", "starts", "Alice"}) {
    EXPECT_TRUE(is_usable_name(name)) << name;
  }
  for (const char* name :
       {"everyone", "registry", "for", "crash", "meanwhile", "speaking", "two words", ""}) {
    EXPECT_FALSE(is_usable_name(name)) << name;
  }
}

TEST(Literal, says_what_it_was_made_of) {
  for (const char* text : {"", "plain", "{name}", "{{}", "{{name}", "a { b } {name} {{}name}", "{{{}"}) {
    EXPECT_EQ(scenario::with_name(literal(text), "bob"), text);
  }
}

}  // namespace
}  // namespace parley::sim::importing
