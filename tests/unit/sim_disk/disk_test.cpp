#include "sim/world/disk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

using IoResult = Disk::IoResult;

class Disks : public testing::Test {
 protected:
  static IoResult write(Disk& disk, DiskFile& file, std::uint64_t offset, const std::string& text) {
    return disk.write(file, offset, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  }
  IoResult write(DiskFile& file, std::uint64_t offset, const std::string& text) {
    return write(disk_, file, offset, text);
  }
  IoResult read(const DiskFile& file) {
    std::array<std::uint8_t, 1> byte{};
    std::size_t got = 0;
    return disk_.read(file, 0, byte, got);
  }

  World world_;
  Disk& disk_ = world_.add_node("registry").disk();
};

TEST_F(Disks, find_a_file_by_its_name_when_it_was_made) {
  EXPECT_EQ(disk_.open("a", false), nullptr);
  const auto made = disk_.open("a", true);
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(disk_.open("a", false), made);
  EXPECT_FALSE(disk_.holds("a"));  // As SQLite's own file system: an empty file does not count.
  EXPECT_EQ(write(*made, 0, "x"), IoResult::kDone);
  EXPECT_TRUE(disk_.holds("a"));
}

TEST_F(Disks, may_lose_the_name_of_a_new_file_until_its_folder_is_synced) {
  int lost = 0;
  for (int i = 0; i < 100; ++i) {
    const auto name = "f" + std::to_string(i);
    const auto file = disk_.open(name, true);
    write(*file, 0, "x");
    disk_.sync(*file, false);
    disk_.lose_power();
    lost += disk_.holds(name) ? 0 : 1;
  }
  EXPECT_GT(lost, 25);
  EXPECT_LT(lost, 75);
  EXPECT_EQ(disk_.damage().entries_lost, static_cast<std::uint64_t>(lost));
  for (int i = 0; i < 100; ++i) {
    const auto name = "g" + std::to_string(i);
    const auto file = disk_.open(name, true);
    write(*file, 0, "x");
    disk_.sync(*file, true);
    disk_.lose_power();
    ASSERT_TRUE(disk_.holds(name));
  }
}

TEST_F(Disks, may_bring_a_removed_file_back_unless_its_folder_was_synced) {
  int back = 0;
  for (int i = 0; i < 100; ++i) {
    const auto file = disk_.open("a", true);
    write(*file, 0, "x");
    disk_.sync(*file, true);
    disk_.remove("a", false);
    disk_.lose_power();
    back += disk_.holds("a") ? 1 : 0;
  }
  EXPECT_GT(back, 25);
  EXPECT_LT(back, 75);
  disk_.remove("a", true);
  disk_.lose_power();
  EXPECT_FALSE(disk_.holds("a"));
}

TEST_F(Disks, take_what_fits_when_they_run_full_and_write_over_what_is_there) {
  const auto file = disk_.open("a", true);
  write(*file, 0, "0123456789");
  disk_.fill(5);
  EXPECT_EQ(write(*file, 10, "abcdefgh"), IoResult::kFull);
  EXPECT_EQ(file->size(), 15U);
  EXPECT_EQ(disk_.hits(DiskFault::kFull), 1U);
  EXPECT_EQ(write(*file, 0, "again"), IoResult::kDone);
  EXPECT_EQ(write(*disk_.open("b", true), 0, "x"), IoResult::kFull);
  disk_.truncate(*file, 8);
  EXPECT_EQ(write(*disk_.open("b", true), 0, "1234567"), IoResult::kDone);
  EXPECT_EQ(disk_.hits(DiskFault::kFull), 2U);
  disk_.heal();
  EXPECT_EQ(write(*file, 8, std::string(1000, 'x')), IoResult::kDone);
}

TEST_F(Disks, fail_the_accesses_that_were_named_and_count_them) {
  const auto file = disk_.open("a", true);
  EXPECT_FALSE(disk_.failing());
  disk_.fail(DiskFault::kWrite, {.after = 1, .times = 2});
  EXPECT_TRUE(disk_.failing());
  EXPECT_EQ(write(*file, 0, "1"), IoResult::kDone);
  EXPECT_EQ(write(*file, 0, "2"), IoResult::kFailed);
  EXPECT_EQ(disk_.truncate(*file, 0), IoResult::kFailed);
  EXPECT_FALSE(disk_.failing());
  EXPECT_EQ(write(*file, 0, "4"), IoResult::kDone);
  EXPECT_EQ(disk_.hits(DiskFault::kWrite), 2U);
  disk_.fail(DiskFault::kRead);
  EXPECT_EQ(read(*file), IoResult::kFailed);
  disk_.fail(DiskFault::kSync);
  EXPECT_EQ(disk_.sync(*file, false), IoResult::kFailed);
  disk_.heal();
  EXPECT_EQ(read(*file), IoResult::kDone);
  EXPECT_EQ(disk_.sync(*file, false), IoResult::kDone);
  EXPECT_EQ(disk_.hits(), 4U);
}

TEST_F(Disks, do_nothing_more_for_a_dead_program) {
  const auto file = disk_.open("a", true);
  disk_.stop_after(1);
  EXPECT_EQ(write(*file, 0, "x"), IoResult::kDone);
  EXPECT_EQ(write(*file, 1, "y"), IoResult::kFailed);
  EXPECT_EQ(disk_.remove("a", true), IoResult::kFailed);
  EXPECT_EQ(read(*file), IoResult::kFailed);
  EXPECT_EQ(disk_.open("b", true), nullptr);
  disk_.revive();
  EXPECT_EQ(file->size(), 1U);
  EXPECT_EQ(disk_.hits(), 0U);
}

TEST_F(Disks, show_a_copy_of_what_is_seen_or_safe) {
  const auto file = disk_.open("a", true);
  write(*file, 0, "safe");
  disk_.sync(*file, true);
  write(*file, 0, "unsafe");
  disk_.open("b", true);
  EXPECT_EQ(disk_.copy()->open("a", false)->size(), 6U);
  EXPECT_NE(disk_.copy()->open("b", false), nullptr);
  EXPECT_EQ(disk_.copy(Disk::View::kSafe)->open("a", false)->size(), 4U);
  EXPECT_EQ(disk_.copy(Disk::View::kSafe)->open("b", false), nullptr);
}

}  // namespace
}  // namespace parley::sim
