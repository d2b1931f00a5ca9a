#include "sim/import/plan.hpp"

#include <gmock/gmock.h>

namespace parley::sim::importing {
namespace {

using namespace scenario;  // Actions of all kinds are planned here.
using namespace std::chrono_literals;
using testing::ElementsAre;

Item make_item(std::size_t who, Duration at, PersonAction action, Effect effect = {}) {
  Item item;
  item.at = item.recorded = at;
  item.who = PersonId{who};
  item.body = PersonStep{{PersonId{who}}, false, std::move(action), false};
  item.effect = std::move(effect);
  return item;
}
Item enters(std::size_t who, Duration at) {
  return make_item(who, at, JoinRoom{"den"}, {Effect::Kind::kEntered, "den", 0});
}

std::vector<Duration> times(std::vector<Item> items, const PlanOptions& options = {}) {
  plan(items, options);
  std::vector<Duration> at;
  for (const Item& item : items) at.push_back(item.at);
  return at;
}

TEST(Plan, rounds_up_to_what_can_be_read) {
  EXPECT_THAT(times({make_item(0, 0s, ListRooms{}), make_item(1, 1234567us, ListRooms{})}),
              ElementsAre(0s, 1240ms));
  EXPECT_THAT(times({make_item(0, 0s, ListRooms{}), make_item(1, 81234ms, ListRooms{})}),
              ElementsAre(0s, 81300ms));
}

TEST(Plan, lets_those_in_one_room_wait_for_each_other) {
  EXPECT_THAT(times({enters(0, 0s), enters(1, 1ms), make_item(1, 2ms, Say{"x"})}),
              ElementsAre(0s, 40ms, 80ms));
  EXPECT_THAT(times({enters(0, 0s), make_item(1, 1ms, ListRooms{})}), ElementsAre(0s, 10ms));
}

TEST(Plan, lets_nobody_leave_before_what_was_said_has_come) {
  const std::vector<Item> items = {enters(0, 0s), enters(1, 1s), make_item(0, 2s, Say{"x"}),
                                   make_item(1, 2001ms, Say{"y"}),
                                   make_item(1, 2002ms, LeaveRoom{}, {Effect::Kind::kLeft, {}, 0})};
  EXPECT_THAT(times(items), ElementsAre(0s, 1s, 2s, 2010ms, 2050ms));
}

TEST(Plan, keeps_a_persons_lines_in_order_at_whatever_time) {
  EXPECT_THAT(times({enters(0, 0s), enters(1, 1ms), make_item(1, 2ms, ListRooms{})}).back(), 80ms);
}

TEST(Plan, cuts_silences_where_it_is_told_to) {
  const std::vector<Item> items = {make_item(0, 0s, ListRooms{}), make_item(0, 10s, ListRooms{}),
                                   make_item(0, 11s, ListRooms{}), make_item(0, 31s, ListRooms{})};
  EXPECT_THAT(times(items, {3s}), ElementsAre(0s, 3s, 4s, 7s));
  EXPECT_THAT(times(items), ElementsAre(0s, 10s, 11s, 31s));
}

TEST(Sections, part_at_silences_and_before_the_first_goes) {
  const std::vector<Item> items = {make_item(0, 0s, LogIn{}, {Effect::Kind::kLoggedIn, "a", 0}),
                                   enters(0, 5s),
                                   make_item(0, 6s, LeaveRoom{}, {Effect::Kind::kLeft, {}, 0})};
  std::vector<Item> started = {make_item(0, 0s, Start{})};
  started.insert(started.end(), items.begin(), items.end());
  const std::vector<Cut> cuts = cuts_of(started);
  ASSERT_EQ(cuts.size(), 2U);
  EXPECT_EQ(cuts[0].behind, 2U);
  EXPECT_EQ(cuts[0].silence, 5s);
  EXPECT_EQ(cuts[1].behind, 3U);
  EXPECT_EQ(cuts[1].silence, 0s);
}

}  // namespace
}  // namespace parley::sim::importing
