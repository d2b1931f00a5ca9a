#include "adapters/system/data_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/support/temporary_folder.hpp"

namespace parley::adapters {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(DataDir, is_made_for_its_owner_only_with_those_above_it) {
  const test::TemporaryFolder folder;
  const auto path = folder / "a" / "b" / "parley";
  ASSERT_TRUE(make_data_dir(path));
  EXPECT_EQ(fs::status(path).permissions() & fs::perms::mask, fs::perms::owner_all);
  EXPECT_TRUE(make_data_dir(path));
}

TEST(DataDir, is_for_its_owner_only_when_named_with_a_slash_at_the_end) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(make_data_dir((folder / "parley").string() + "/"));
  EXPECT_EQ(fs::status(folder / "parley").permissions() & fs::perms::mask, fs::perms::owner_all);
}

TEST(DataDir, keeps_its_rights_when_it_stands) {
  const test::TemporaryFolder folder;
  const auto rights = fs::perms::owner_all | fs::perms::group_read;
  fs::permissions(folder.path(), rights);
  ASSERT_TRUE(make_data_dir(folder.path()));
  EXPECT_EQ(fs::status(folder.path()).permissions() & fs::perms::mask, rights);
}

TEST(DataDir, is_refused_where_a_file_stands) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "file", "x");
  EXPECT_EQ(make_data_dir(folder / "file").error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(make_data_dir(folder / "file" / "deeper").error().message, HasSubstr("--data"));
}

TEST(DataDir, is_locked_for_one_at_a_time) {
  const test::TemporaryFolder folder;
  {
    const auto first = DataDirLock::take(folder.path());
    ASSERT_TRUE(first);
    const auto second = DataDirLock::take(folder.path());
    ASSERT_TRUE(second.has_error());
    EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(second.error().message, HasSubstr("process " + std::to_string(::getpid())));
  }
  EXPECT_TRUE(DataDirLock::take(folder.path()));
}

TEST(DataDir, cannot_be_locked_where_it_is_missing) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(DataDirLock::take(folder / "none").has_error());
}

TEST(DataDir, is_by_default_below_the_folder_that_the_environment_names) {
  ::setenv("HOME", "/home/someone", 1);
  ::setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_EQ(default_data_dir("parley-peer").value(), "/data/parley-peer");
  ::setenv("XDG_DATA_HOME", "not/absolute", 1);
  EXPECT_EQ(default_data_dir("parley-peer").value(), "/home/someone/.local/share/parley-peer");
  ::unsetenv("XDG_DATA_HOME");
  ::unsetenv("HOME");
  EXPECT_EQ(default_data_dir("parley-peer").error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace parley::adapters
