#include "adapters/system/spdlog_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace parley::adapters {
namespace {

using testing::MatchesRegex;

class LogFile : public testing::Test {
 protected:
  std::unique_ptr<SpdlogSink> open(LogLevel level) {
    return SpdlogSink::open({.level = level, .file = folder_ / "log"}).value();
  }
  std::string content() const { return test::read_text(folder_ / "log"); }

  test::TemporaryFolder folder_;
};

TEST_F(LogFile, has_time_level_and_line_at_once) {
  const auto log = open(LogLevel::kInfo);
  log->write(LogLevel::kWarning, "disk is slow");
  EXPECT_THAT(content(), MatchesRegex("20[0-9-]+T[0-9:]+\\.[0-9][0-9][0-9]Z warning disk is slow\n"));
}

TEST_F(LogFile, leaves_out_what_is_below_its_level) {
  const auto log = open(LogLevel::kWarning);
  EXPECT_FALSE(log->keeps(LogLevel::kInfo));
  EXPECT_TRUE(log->keeps(LogLevel::kWarning));
  EXPECT_TRUE(log->keeps(LogLevel::kError));
  log->write(LogLevel::kDebug, "x");
  log->write(LogLevel::kInfo, "x");
  EXPECT_EQ(content(), "");
}

TEST_F(LogFile, is_appended_to_when_opened_again) {
  open(LogLevel::kInfo)->write(LogLevel::kInfo, "one");
  open(LogLevel::kInfo)->write(LogLevel::kInfo, "two");
  EXPECT_THAT(content(), MatchesRegex(".* info one\n.* info two\n"));
}

TEST_F(LogFile, takes_formatting_signs_as_they_are) {
  open(LogLevel::kInfo)->write(LogLevel::kInfo, "{} %v {0} grün");
  EXPECT_THAT(content(), MatchesRegex(".* info \\{\\} %v \\{0\\} grün\n"));
}

TEST_F(LogFile, shows_control_characters_as_question_marks) {
  open(LogLevel::kInfo)->write(LogLevel::kInfo, "a\nb\033[31m\x7f");
  EXPECT_THAT(content(), MatchesRegex(".* info a\\?b\\?\\[31m\\?\n"));
}

TEST(SpdlogSink, is_refused_when_the_file_cannot_be_opened) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "file", "");
  const auto log = SpdlogSink::open({.level = LogLevel::kInfo, .file = folder / "file" / "log"});
  EXPECT_EQ(log.error().code, ErrorCode::kUnavailable);
}

TEST(SpdlogSink, reads_levels_by_name) {
  EXPECT_EQ(parse_log_level("debug").value(), LogLevel::kDebug);
  EXPECT_EQ(parse_log_level("error").value(), LogLevel::kError);
  EXPECT_EQ(parse_log_level("loud").error().code, ErrorCode::kMalformed);
}

}  // namespace
}  // namespace parley::adapters
