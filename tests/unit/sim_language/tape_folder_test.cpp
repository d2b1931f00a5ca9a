#include "sim/language/tape_folder.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "sim/process/temporary_folder.hpp"

namespace parley::sim::scenario {
namespace {

using testing::HasSubstr;

class Tapes : public ::testing::Test {
 protected:
  process::TemporaryFolder folder_;
};

TEST_F(Tapes, are_named_after_their_nodes_and_numbered_from_the_second_start_on) {
  auto tapes = TapeFolder::make(folder_ / "new");
  ASSERT_TRUE(tapes) << tapes.error().message;
  EXPECT_EQ(tapes->next("registry"), folder_ / "new" / "registry.tape");
  EXPECT_EQ(tapes->next("alice"), folder_ / "new" / "alice.tape");
  EXPECT_EQ(tapes->next("registry"), folder_ / "new" / "registry.2.tape");
  EXPECT_EQ(tapes->next("registry"), folder_ / "new" / "registry.3.tape");
  EXPECT_EQ(tapes->next("alice"), folder_ / "new" / "alice.2.tape");
}

TEST_F(Tapes, go_to_a_folder_that_is_made_and_may_be_there_if_it_is_empty) {
  EXPECT_TRUE(TapeFolder::make(folder_ / "a" / "b"));
  EXPECT_TRUE(std::filesystem::is_directory(folder_ / "a" / "b"));
  EXPECT_TRUE(TapeFolder::make(folder_ / "a" / "b"));
}

TEST_F(Tapes, go_to_no_folder_that_holds_anything) {
  process::write_text(folder_ / "registry.tape", "of before");
  const auto tapes = TapeFolder::make(folder_.path());
  ASSERT_FALSE(tapes);
  EXPECT_THAT(tapes.error().message, HasSubstr(folder_.path().string() + " is not empty"));
}

TEST_F(Tapes, go_to_no_folder_where_a_file_is) {
  process::write_text(folder_ / "file", "");
  EXPECT_FALSE(TapeFolder::make(folder_ / "file"));
  EXPECT_FALSE(TapeFolder::make(folder_ / "file" / "below"));
}

}  // namespace
}  // namespace parley::sim::scenario
