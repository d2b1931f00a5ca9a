#include "sim/report/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace parley::sim::report {
namespace {

using namespace std::string_view_literals;

std::string quoted(std::string_view text) { return JsonWriter().string(text).text(); }

TEST(JsonWriter, puts_commas_between_values_and_nowhere_else) {
  JsonWriter json;
  json.begin_object().key("a").number(-1).key("b").begin_array();
  json.number(1).string("x").begin_array().end_array().begin_object().end_object();
  json.end_array().key("c").string("").end_object();
  EXPECT_EQ(json.text(), R"({"a":-1,"b":[1,"x",[],{}],"c":""})");
}

TEST(JsonWriter, escapes_what_json_cannot_hold) {
  EXPECT_EQ(quoted("\"\\"), R"("\u0022\u005c")");
  EXPECT_EQ(quoted("\n\x1f\x7f\0"sv), R"("\u000a\u001f\u007f\u0000")");
}

TEST(JsonWriter, escapes_what_html_would_read) {
  EXPECT_EQ(quoted("</script><!--&"), R"("\u003c/script\u003e\u003c!--\u0026")");
}

TEST(JsonWriter, keeps_text_beyond_ascii) { EXPECT_EQ(quoted("hé€𝄞"), "\"hé€𝄞\""); }

TEST(JsonWriter, replaces_each_byte_that_is_no_utf8) {
  EXPECT_EQ(quoted("a\xff\xfe"), R"("a\ufffd\ufffd")");
  EXPECT_EQ(quoted("\xe2\x82"), R"("\ufffd\ufffd")");
  EXPECT_EQ(quoted("\xc3(\xc3"), R"("\ufffd(\ufffd")");
}

TEST(JsonWriter, escapes_keys_too) {
  EXPECT_EQ(JsonWriter().begin_object().key("<").number(0).end_object().text(), R"({"\u003c":0})");
}

}  // namespace
}  // namespace parley::sim::report
