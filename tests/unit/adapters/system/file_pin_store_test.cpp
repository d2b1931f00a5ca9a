#include "adapters/system/file_pin_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/file_size_limit.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::adapters {
namespace {

using testing::HasSubstr;

const std::string kKeyA = "SHA256:" + std::string(64, 'a');
const std::string kKeyB = "SHA256:" + std::string(64, '0');

class PinFile : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_ / "known_registries"; }
  FilePinStore store() const { return FilePinStore(folder_.path()); }

  test::TemporaryFolder folder_;
};

TEST_F(PinFile, holds_one_line_a_registry) {
  ASSERT_TRUE(store().save({"registry.test", 15600}, kKeyA));
  ASSERT_TRUE(store().save({"2001:db8::1", 2}, kKeyB));
  EXPECT_EQ(test::read_text(path()), "[2001:db8::1]:2 " + kKeyB + "\nregistry.test:15600 " + kKeyA + "\n");
  EXPECT_EQ(store().find({"2001:db8::1", 2}).value(), kKeyB);
}

TEST_F(PinFile, is_for_its_owner_only) {
  ASSERT_TRUE(store().save({"a", 1}, kKeyA));
  EXPECT_EQ(std::filesystem::status(path()).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(PinFile, may_be_edited_by_hand) {
  test::write_text(path(), "\nRegistry.Test:15600 " + kKeyA + "\n\nother:1 " + kKeyB);
  EXPECT_EQ(store().find({"registry.test", 15600}).value(), kKeyA);
  EXPECT_EQ(store().find({"other", 1}).value(), kKeyB);
  EXPECT_EQ(store().find({"other", 2}).value(), std::nullopt);
}

TEST_F(PinFile, fails_closed_and_names_the_line_when_one_is_malformed) {
  const std::string good = "a:1 " + kKeyA + "\n";
  for (const std::string& bad :
       {std::string("nonsense"), "b " + kKeyB, "b:0 " + kKeyB, "b:1 " + kKeyB + " more", "b:1  " + kKeyB,
        "b:1 sha256:" + std::string(64, 'a'), "b:1 SHA256:" + std::string(63, 'a'),
        "b:1 SHA256:" + std::string(64, 'A'), "b:1 " + kKeyB + "\r", "A:1 " + kKeyB, std::string(5, '\0')}) {
    test::write_text(path(), good + bad + "\n");
    const auto found = store().find({"a", 1});
    ASSERT_TRUE(found.has_error()) << bad;
    EXPECT_EQ(found.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(found.error().message, HasSubstr("known_registries, line 2:"));
    EXPECT_EQ(store().save({"c", 1}, kKeyA).error().code, ErrorCode::kCorrupt);
    EXPECT_EQ(test::read_text(path()), good + bad + "\n");
  }
}

TEST_F(PinFile, fails_closed_when_it_cannot_be_read) {
  std::filesystem::create_directory(path());
  EXPECT_EQ(store().find({"a", 1}).error().code, ErrorCode::kUnavailable);
}

TEST_F(PinFile, fails_closed_when_it_is_far_too_long) {
  test::write_text(path(), std::string(1024 * 1024 + 1, '\n'));
  EXPECT_EQ(store().find({"a", 1}).error().code, ErrorCode::kCorrupt);
}

TEST_F(PinFile, keeps_what_it_held_when_the_disk_is_full) {
  ASSERT_TRUE(store().save({"a", 1}, kKeyA));
  const std::string before = test::read_text(path());
  {
    const test::FileSizeLimit disk(100);
    EXPECT_EQ(store().save({"b", 1}, kKeyB).error().code, ErrorCode::kFull);
  }
  EXPECT_EQ(test::read_text(path()), before);
}

TEST_F(PinFile, cannot_be_written_where_its_folder_is_missing) {
  FilePinStore lost(folder_ / "none");
  EXPECT_EQ(lost.find({"a", 1}).value(), std::nullopt);
  EXPECT_EQ(lost.save({"a", 1}, kKeyA).error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace parley::adapters
