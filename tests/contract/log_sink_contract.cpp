// What LogSink promises, in every world.

#include <gmock/gmock.h>

#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;

class LogSinkContract : public ContractTest {
 protected:
  LogSink& log() { return log_->sink(); }
  std::vector<std::string> lines() { return log_->lines(); }

 private:
  std::unique_ptr<LogCapture> log_ = world().make_log_capture();
};

TEST_P(LogSinkContract, keeps_lines_in_order) {
  log().write(LogLevel::kWarning, "first");
  log().write(LogLevel::kError, "second, with {} and %s");
  EXPECT_THAT(lines(), ElementsAre(EndsWith("first"), EndsWith("second, with {} and %s")));
}

TEST_P(LogSinkContract, leaves_out_what_it_says_it_does_not_keep) {
  EXPECT_FALSE(log().keeps(LogLevel::kDebug));
  EXPECT_FALSE(log().keeps(LogLevel::kInfo));
  EXPECT_TRUE(log().keeps(LogLevel::kWarning));
  EXPECT_TRUE(log().keeps(LogLevel::kError));
  log().write(LogLevel::kDebug, "x");
  log().write(LogLevel::kInfo, "x");
  EXPECT_THAT(lines(), IsEmpty());
}

TEST_P(LogSinkContract, takes_empty_and_long_lines) {
  const std::string text(100'000, 'x');
  log().write(LogLevel::kError, "");
  log().write(LogLevel::kError, text);
  ASSERT_EQ(lines().size(), 2u);
  EXPECT_THAT(lines().back(), EndsWith(text));
}

PARLEY_CONTRACT_SUITE(LogSinkContract);

}  // namespace
}  // namespace parley::contract
