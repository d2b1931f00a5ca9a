#include "apps/file_limit.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace parley::apps {
namespace {

TEST(FileLimit, leaves_files_for_the_program_and_for_newcomers) {
  EXPECT_EQ(connections_within(1'024, 12'000), 840U);
  EXPECT_EQ(connections_within(72, 12'000), 7U);
}

TEST(FileLimit, takes_no_more_than_is_wanted) {
  EXPECT_EQ(connections_within(20'000, 12'000), 12'000U);
  EXPECT_EQ(connections_within(std::numeric_limits<std::size_t>::max(), 12'000), 12'000U);
}

TEST(FileLimit, leaves_one_connection_however_few_files_there_are) {
  EXPECT_EQ(connections_within(0, 12'000), 1U);
  EXPECT_EQ(connections_within(64, 12'000), 1U);
}

TEST(FileLimit, is_what_the_system_allows) { EXPECT_GE(raise_file_limit(), 64U); }

}  // namespace
}  // namespace parley::apps
