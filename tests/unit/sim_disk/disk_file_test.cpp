#include "sim/world/disk_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

namespace parley::sim {
namespace {

using testing::Contains;

void write(DiskFile& file, std::uint64_t offset, const std::string& text) {
  file.write(offset, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string text(const DiskFile& file) {
  std::string bytes(static_cast<std::size_t>(file.size()), '?');
  const auto got = file.read(0, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  EXPECT_EQ(got, bytes.size());
  return bytes;
}

/// What may be found after the power went, over many seeds.
std::set<std::string> outcomes(const DiskFile& file) {
  std::set<std::string> found;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    DiskFile copy = file;
    Random rng(seed);
    DiskDamage damage;
    copy.lose_power(rng, damage);
    found.insert(text(copy));
  }
  return found;
}

TEST(DiskFile, shows_what_was_written_at_once) {
  DiskFile file;
  write(file, 0, "hello world");
  write(file, 6, "there");
  EXPECT_EQ(text(file), "hello there");
  file.truncate(5);
  EXPECT_EQ(text(file), "hello");
  std::array<std::uint8_t, 4> rest{};
  EXPECT_EQ(file.read(3, rest), 2U);
  EXPECT_EQ(file.read(5, rest), 0U);
}

TEST(DiskFile, fills_a_gap_with_zeros) {
  DiskFile file;
  write(file, 3, "x");
  EXPECT_EQ(text(file), std::string("\0\0\0x", 4));
}

TEST(DiskFile, keeps_what_was_synced_when_the_power_goes) {
  DiskFile file;
  write(file, 0, "old");
  write(file, 3, " bytes");
  file.sync();
  EXPECT_THAT(outcomes(file), testing::ElementsAre("old bytes"));
}

TEST(DiskFile, keeps_or_loses_each_unsynced_write_by_itself) {
  DiskFile file;
  write(file, 0, "------");
  file.sync();
  write(file, 0, "ab");
  write(file, 2, "cd");
  write(file, 4, "ef");
  EXPECT_EQ(outcomes(file), (std::set<std::string>{"------", "ab----", "--cd--", "----ef", "abcd--", "ab--ef",
                                                   "--cdef", "abcdef"}));
}

TEST(DiskFile, lets_an_earlier_write_win_when_the_later_one_is_lost) {
  DiskFile file;
  write(file, 0, "first");
  write(file, 0, "later");
  EXPECT_EQ(outcomes(file), (std::set<std::string>{"", "first", "later"}));
}

TEST(DiskFile, tears_a_write_at_the_bounds_of_sectors_only) {
  DiskFile file;
  write(file, 0, std::string(2000, '-'));
  file.sync();
  write(file, 100, std::string(1500, 'x'));
  std::set<std::size_t> written;
  for (const auto& found : outcomes(file)) {
    const auto end = found.find_last_of('x');
    written.insert(end == std::string::npos ? 0 : end + 1);
    EXPECT_EQ(found.size(), 2000U);
    EXPECT_EQ(found.find('x'), end == std::string::npos ? end : 100U);
  }
  EXPECT_EQ(written, (std::set<std::size_t>{0, 512, 1024, 1536, 1600}));
}

TEST(DiskFile, leaves_a_hole_of_zeros_when_a_write_before_another_is_lost) {
  DiskFile file;
  write(file, 0, "ab");
  write(file, 2, "cd");
  EXPECT_THAT(outcomes(file), Contains(std::string("\0\0cd", 4)));
}

TEST(DiskFile, may_undo_an_unsynced_truncation) {
  DiskFile file;
  write(file, 0, "abcdef");
  file.sync();
  file.truncate(2);
  write(file, 2, "!");
  EXPECT_EQ(outcomes(file), (std::set<std::string>{"ab", "ab!", "abcdef", "ab!def"}));
}

TEST(DiskFile, never_saves_by_a_later_sync_what_a_failed_one_forgot) {
  DiskFile file;
  write(file, 0, "----");
  file.sync();
  write(file, 0, "ab");
  std::set<std::string> all;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    DiskFile copy = file;
    Random rng(seed);
    copy.fail_sync(rng);
    EXPECT_EQ(text(copy), "ab--");
    write(copy, 2, "cd");
    copy.sync();
    all.merge(outcomes(copy));
  }
  EXPECT_EQ(all, (std::set<std::string>{"--cd", "abcd"}));
}

TEST(DiskFile, saves_what_is_written_again_after_a_failed_sync) {
  DiskFile file;
  write(file, 0, "----");
  file.sync();
  write(file, 0, "ab");
  Random rng(1);
  file.fail_sync(rng);
  write(file, 0, "ab");
  file.sync();
  EXPECT_THAT(outcomes(file), testing::ElementsAre("ab--"));
}

TEST(DiskFile, shows_without_its_unsafe_changes_what_was_synced) {
  DiskFile file;
  write(file, 0, "safe");
  file.sync();
  write(file, 0, "lost and longer");
  file.truncate(1);
  file.drop_unsafe();
  EXPECT_EQ(text(file), "safe");
}

}  // namespace
}  // namespace parley::sim
