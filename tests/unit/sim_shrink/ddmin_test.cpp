#include "sim/shrink/ddmin.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace parley::sim::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool has(const Subset& kept, std::size_t item) { return std::count(kept.begin(), kept.end(), item) == 1; }

TEST(Ddmin, keeps_nothing_when_nothing_is_needed) {
  EXPECT_THAT(ddmin(100, [](const Subset& /*kept*/) { return true; }), IsEmpty());
}

TEST(Ddmin, asks_nothing_when_there_are_no_items) {
  EXPECT_THAT(ddmin(0, [](const Subset& /*kept*/) -> bool { throw std::logic_error("asked"); }), IsEmpty());
}

TEST(Ddmin, finds_the_one_guilty_item_in_few_tries) {
  for (const std::size_t guilty : {0U, 1U, 499U, 998U, 999U}) {
    int tries = 0;
    const Subset kept = ddmin(1000, [&](const Subset& rest) {
      ++tries;
      return has(rest, guilty);
    });
    EXPECT_THAT(kept, ElementsAre(guilty));
    EXPECT_LT(tries, 40);
  }
}

TEST(Ddmin, finds_items_that_are_guilty_together) {
  int tries = 0;
  const Subset kept = ddmin(200, [&](const Subset& rest) {
    ++tries;
    return has(rest, 3) && has(rest, 77) && has(rest, 78) && has(rest, 199);
  });
  EXPECT_THAT(kept, ElementsAre(3, 77, 78, 199));
  EXPECT_LT(tries, 150);
}

TEST(Ddmin, leaves_nothing_that_could_go_alone_when_a_failure_is_not_monotonous) {
  // Item 5 alone does not fail: it needs company, whichever.
  const auto fails = [](const Subset& rest) { return has(rest, 5) && rest.size() >= 3; };
  const Subset kept = ddmin(50, fails);
  EXPECT_TRUE(fails(kept));
  EXPECT_EQ(kept.size(), 3U);
}

TEST(Ddmin, keeps_all_when_all_are_needed) {
  const Subset kept = ddmin(7, [](const Subset& rest) { return rest.size() == 7; });
  EXPECT_THAT(kept, ElementsAre(0, 1, 2, 3, 4, 5, 6));
}

TEST(Ddmin, ends_with_what_it_has_when_the_tries_are_used_up) {
  int tries = 0;
  const Subset kept = ddmin(1000, [&](const Subset& rest) { return ++tries <= 5 && has(rest, 700); });
  EXPECT_TRUE(has(kept, 700));
  EXPECT_LT(kept.size(), 1000U);
  EXPECT_GT(kept.size(), 1U);
}

}  // namespace
}  // namespace parley::sim::explore
