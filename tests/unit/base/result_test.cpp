#include "base/result.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parley {
namespace {

TEST(Result, keeps_its_answer_when_a_no_is_copied) {
  Result<bool> no = false;
  const Result<bool> copy(no);
  const auto captured = [no]() { return no; };
  EXPECT_FALSE(copy.value());
  EXPECT_FALSE(captured().value());
}

TEST(Result, stays_an_error_when_it_is_copied) {
  Result<bool> error = Error{ErrorCode::kFull, "full"};
  const Result<bool> copy(error);
  const auto captured = [error]() { return error; };
  ASSERT_TRUE(copy.has_error());
  EXPECT_EQ(copy.error().message, "full");
  EXPECT_TRUE(captured().has_error());
}

TEST(Result, holds_a_value_or_an_error) {
  const Result<std::string> value = std::string("here");
  const Result<std::string> error = Error{ErrorCode::kUnavailable, "gone"};
  EXPECT_EQ(*value, "here");
  EXPECT_EQ(error.error().code, ErrorCode::kUnavailable);
}

TEST(ResultDeathTest, says_the_reason_when_the_value_of_an_error_is_taken) {
  const Result<std::string> error = Error{ErrorCode::kUnavailable, "the disk is gone"};
  EXPECT_DEATH(static_cast<void>(error.value()), "the disk is gone");
}

}  // namespace
}  // namespace parley
