// The checker checked: each rule on small samples that break it, and on ones that only look as if they did.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/style/rules.hpp"

namespace parley::style {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<int> lines_of(const Findings& findings) {
  std::vector<int> lines;
  for (const auto& finding : findings) lines.push_back(finding.line);
  return lines;
}

std::vector<int> arrows(const std::string& path, std::string_view text) {
  return lines_of(check_include_arrows(parse(path, text)));
}

std::vector<int> banned(const std::string& path, std::string_view text) {
  return lines_of(check_banned_words(parse(path, text)));
}

std::vector<int> sizes(const std::string& path, std::string_view text) {
  return lines_of(check_sizes(parse(path, text)));
}

std::vector<int> text_of(const std::string& path, std::string_view text) {
  return lines_of(check_text(parse(path, text)));
}

std::string repeat(std::string_view line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += line;
  return text;
}

TEST(Parse, blanks_comments_and_literals_and_keeps_columns) {
  const auto file = parse("a.cpp",
                          "f(\"a\\\"b\"); // c\n"
                          "/* d\n"
                          "e */ g('\\'', 1'000);\n"
                          "h(R\"(i)\n"
                          "j)\");\n");
  EXPECT_THAT(file.code, ElementsAre("f(      );     ", "    ", "     g(    , 1'000);", "h(     ", "   );"));
}

TEST(IncludeArrows, point_left) {
  EXPECT_THAT(arrows("src/base/a.cpp", "#include \"base/b.hpp\"\n#include \"wire/c.hpp\"\n"), ElementsAre(2));
  EXPECT_THAT(arrows("src/wire/a.cpp", "#include \"ports/clock.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("src/registry/a.cpp", "#include \"client/client.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("src/client/a.cpp", "#include \"registry/registry.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("src/client/a.cpp", "#include \"room/room.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("src/screens/a.cpp", "#include \"client/client.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("src/client/a.cpp", "#include \"screens/prompts.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("src/room/a.cpp", "#include \"client/client.hpp\"\n"), ElementsAre(1));
}

TEST(IncludeArrows, keep_adapters_out_of_all_but_apps_and_adapters) {
  EXPECT_THAT(arrows("src/client/a.cpp", "#include \"adapters/asio/loop.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/world/a.cpp", "#include \"adapters/asio/loop.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/world/a.cpp", "#include \"adapters/sqlite/store.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("sim/real/a.cpp", "#include \"adapters/asio/loop.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("src/adapters/asio/a.cpp", "#include \"adapters/system/clock.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("src/adapters/asio/a.cpp", "#include \"sim/world/world.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("apps/peer/main.cpp", "#include \"adapters/asio/loop.hpp\"\n"), IsEmpty());
}

TEST(IncludeArrows, point_left_within_the_simulator) {
  EXPECT_THAT(arrows("sim/world/a.cpp", "#include \"sim/language/scenario.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/world/a.cpp", "#include \"registry/registry.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/programs/a.cpp", "#include \"registry/registry.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("sim/check/a.cpp", "#include \"sim/language/scenario.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/language/a.cpp", "#include \"sim/world/world.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/play/a.cpp", "#include \"sim/check/check_suite.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows("sim/report/a.cpp", "#include \"sim/language/scenario.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/real/a.cpp", "#include \"sim/world/world.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/shrink/a.cpp", "#include \"sim/explore/play.hpp\"\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/explore/a.cpp", "#include \"sim/report/timeline.hpp\"\n"), IsEmpty());
}

TEST(IncludeArrows, know_each_folder_of_the_core_and_the_simulator) {
  EXPECT_THAT(arrows("src/new/a.cpp", "int a;\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/new/a.cpp", "int a;\n"), ElementsAre(1));
  EXPECT_THAT(arrows("sim/a.cpp", "int a;\n"), ElementsAre(1));
  EXPECT_THAT(arrows("tests/new/a.cpp", "int a;\n"), IsEmpty());
}

TEST(IncludeArrows, want_whole_paths) {
  EXPECT_THAT(arrows("tests/unit/a.cpp", "#include \"b.hpp\"\n#include \"../b.hpp\"\n"), ElementsAre(1, 2));
  EXPECT_THAT(arrows("src/base/a.cpp", "#include \"src/base/b.hpp\"\n"), ElementsAre(1));
}

TEST(IncludeArrows, say_what_may_be_included) {
  const auto findings = check_include_arrows(parse("src/wire/a.cpp", "#include \"room/room.hpp\"\n"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("src/wire may include only base, wire"));
}

TEST(BannedWords, are_found_in_the_core_and_the_simulator) {
  for (const auto* path : {"src/client/a.cpp", "src/base/a.hpp", "sim/world/a.cpp"}) {
    EXPECT_THAT(banned(path, "auto t = std::chrono::steady_clock::now();\n"), ElementsAre(1));
    EXPECT_THAT(banned(path, "auto t = std::time(nullptr);\n"), ElementsAre(1));
    EXPECT_THAT(banned(path, "int r = rand();\n"), ElementsAre(1));
    EXPECT_THAT(banned(path, "std::uniform_int_distribution<int> d;\n"), ElementsAre(1));
    EXPECT_THAT(banned(path, "\nstd::thread t(f);\nstd::this_thread::sleep_for(1s);\n"), ElementsAre(2, 3));
    EXPECT_THAT(banned(path, "#include <boost/asio.hpp>\n"), ElementsAre(1));
    EXPECT_THAT(banned(path, "#include <openssl/rand.h>\n#include <openssl/evp.h>\n"), ElementsAre(1));
  }
}

TEST(BannedWords, are_free_in_adapters_apps_and_tests) {
  for (const auto* path : {"src/adapters/system/a.cpp", "sim/real/a.cpp", "sim/process/a.cpp",
                           "apps/peer/main.cpp", "tests/integration/a.cpp"}) {
    EXPECT_THAT(banned(path, "std::thread t(f);\n"), IsEmpty());
  }
}

TEST(BannedWords, are_not_seen_in_other_words_comments_and_literals) {
  EXPECT_THAT(banned("src/base/a.cpp", "Instant time() const;\nworld.time();\nint operand();\n"), IsEmpty());
  EXPECT_THAT(banned("src/base/a.cpp", "f(\"rand()\");  // no std::thread\n"), IsEmpty());
}

TEST(BannedWords, are_excused_by_a_reason_only) {
  EXPECT_THAT(banned("sim/a.cpp", "std::thread t;  // style-ok: whole worlds side by side\n"), IsEmpty());
  EXPECT_THAT(banned("sim/a.cpp", "std::thread t;  // style-ok: \n"), ElementsAre(1));
}

TEST(Sizes, are_kept_by_files_and_headers) {
  EXPECT_THAT(sizes("src/a.cpp", repeat("\n", 400)), IsEmpty());
  EXPECT_THAT(sizes("src/a.cpp", repeat("\n", 401)), ElementsAre(401));
  EXPECT_THAT(sizes("src/a.hpp", repeat("\n", 120)), IsEmpty());
  EXPECT_THAT(sizes("src/a.hpp", repeat("\n", 121)), ElementsAre(121));
}

TEST(Sizes, are_kept_by_functions) {
  EXPECT_THAT(sizes("src/a.cpp", "\nvoid f(\n    int a) {\n" + repeat("  g();\n", 67) + "}\n"), IsEmpty());
  EXPECT_THAT(sizes("src/a.cpp", "\nvoid f(\n    int a) {\n" + repeat("  g();\n", 68) + "}\n"),
              ElementsAre(2));
}

TEST(Sizes, are_kept_by_functions_inside_a_class) {
  const auto body = repeat("    g();\n", 69);
  EXPECT_THAT(sizes("src/a.cpp", "class A {\n  void f() {\n" + body + "  }\n};\n"), ElementsAre(2));
}

TEST(Sizes, of_classes_tables_and_namespaces_are_free) {
  const auto body = repeat("  int a;\n", 100);
  EXPECT_THAT(sizes("src/a.cpp", "namespace a {\nstruct A {\n" + body + "};\n}  // namespace a\n"),
              IsEmpty());
}

TEST(DocPaths, exist) {
  const auto missing = [](std::string_view text) {
    return lines_of(check_doc_paths(".", parse("docs/a.md", text)));
  };
  EXPECT_THAT(missing("`src/base/time.hpp`, `src/base/check`, `sim/world` and `ci/fuzz [SECONDS]`\n"),
              IsEmpty());
  EXPECT_THAT(missing("`src/base/gone.hpp`\n\n`sim/gone`\n"), ElementsAre(1, 3));
  EXPECT_THAT(missing("[a](tape.md#blocks) [b](../README.md) [c](#here) [d](https://example.org/)\n"),
              IsEmpty());
  EXPECT_THAT(missing("[a](gone.md)\n"), ElementsAre(1));
}

TEST(Text, has_pragma_once_in_headers) {
  EXPECT_THAT(text_of("src/a.hpp", "int a;\n"), ElementsAre(1));
  EXPECT_THAT(text_of("src/a.hpp", "#pragma once\n"), IsEmpty());
  EXPECT_THAT(text_of("src/a.cpp", "int a;\n"), IsEmpty());
}

TEST(Text, has_no_tabs_and_no_white_space_at_line_ends) {
  EXPECT_THAT(text_of("src/a.cpp", "int a;\n\tint b;\nint c; \nint d;\r\n"), ElementsAre(2, 3, 4));
}

}  // namespace
}  // namespace parley::style
