#include "registry/rooms.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/unit/registry/arrival.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

using test::room;
using test::user;
using testing::ElementsAre;
using testing::IsEmpty;

struct RoomsFixture {
  FakeClock clock;
  RegistryLimits limits;
  Rooms rooms{clock, limits};
  std::optional<Departure> given_up;

  RoomOutcome create(const char* name, const char* who, std::uint16_t port = 5000) {
    given_up.reset();
    return test::create(rooms, room(name), user(who), port, &given_up);
  }
  RoomOutcome join(const char* name, const char* who) {
    given_up.reset();
    return test::join(rooms, room(name), user(who), &given_up);
  }
  std::vector<std::string> members(const char* name) const {
    std::vector<std::string> names;
    for (const auto& member : rooms.find(room(name))->members) names.push_back(member.user.text());
    return names;
  }
};

StoredRoom stored(const char* name, std::uint64_t number, std::uint64_t version,
                  std::vector<UserName> members) {
  return {room(name), number, static_cast<std::uint16_t>(5000 + number), version, 1, std::move(members)};
}

TEST(Rooms, makes_a_room_with_its_maker_as_host) {
  RoomsFixture fixture;
  EXPECT_EQ(fixture.create("Den", "ann"), RoomOutcome::kDone);
  const Room* den = fixture.rooms.find(room("dEN"));
  ASSERT_NE(den, nullptr);
  EXPECT_EQ(den->host(), user("ann"));
  EXPECT_EQ(den->port, 5000);
  EXPECT_EQ(fixture.rooms.present_in(user("ANN")), den);
}

TEST(Rooms, have_unique_names_whatever_the_case) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  EXPECT_EQ(fixture.create("DEN", "bob"), RoomOutcome::kTaken);
  EXPECT_EQ(fixture.create("den", "ann"), RoomOutcome::kTaken);
}

TEST(Rooms, let_a_person_be_in_one_at_a_time) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.create("hut", "bob");
  EXPECT_EQ(fixture.create("new", "ann"), RoomOutcome::kInOtherRoom);
  EXPECT_EQ(fixture.join("hut", "ann"), RoomOutcome::kInOtherRoom);
  EXPECT_EQ(fixture.join("den", "ann"), RoomOutcome::kAlreadyThere);
  EXPECT_EQ(fixture.join("none", "cat"), RoomOutcome::kUnknown);
}

TEST(Rooms, have_ports_that_no_other_room_has) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.create("hut", "bob");
  EXPECT_EQ(fixture.rooms.find(room("hut"))->port, limits::kFirstRoomPort);
  fixture.rooms.leave_present(user("ann"));
  fixture.create("new", "ann");
  EXPECT_EQ(fixture.rooms.find(room("new"))->port, limits::kFirstRoomPort + 1);
  fixture.rooms.leave_present(user("ann"));
  fixture.clock.advance(fixture.limits.port_quarantine);
  fixture.create("newer", "ann");
  EXPECT_EQ(fixture.rooms.find(room("newer"))->port, 5000);
}

TEST(Rooms, pass_to_the_longest_member_when_the_host_leaves) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.join("den", "bob");
  fixture.join("den", "cat");
  const Room* den = fixture.rooms.find(room("den"));
  const auto version = den->version;
  const auto departure = fixture.rooms.leave(room("den"), user("ann"));
  ASSERT_TRUE(departure);
  EXPECT_TRUE(departure->host_changed);
  EXPECT_EQ(departure->room, den);
  EXPECT_EQ(den->host(), user("bob"));
  EXPECT_EQ(den->term, 2U);
  EXPECT_EQ(den->port, 5000);
  EXPECT_GT(den->version, version);
}

TEST(Rooms, keep_their_host_when_another_leaves) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.join("den", "bob");
  const auto departure = fixture.rooms.leave(room("den"), user("bob"));
  ASSERT_TRUE(departure);
  EXPECT_FALSE(departure->host_changed);
  EXPECT_EQ(departure->room->term, 1U);
}

TEST(Rooms, are_gone_when_the_last_leaves) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  const auto departure = fixture.rooms.leave(room("den"), user("ann"));
  ASSERT_TRUE(departure);
  EXPECT_EQ(departure->room, nullptr);
  EXPECT_EQ(fixture.rooms.find(room("den")), nullptr);
  EXPECT_EQ(fixture.rooms.present_in(user("ann")), nullptr);
  EXPECT_FALSE(fixture.rooms.leave(room("den"), user("ann")));
}

TEST(Rooms, are_not_left_by_those_who_are_not_in_them) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.create("hut", "bob");
  EXPECT_FALSE(fixture.rooms.leave(room("hut"), user("ann")));
  EXPECT_FALSE(fixture.rooms.leave(room("none"), user("ann")));
  EXPECT_FALSE(fixture.rooms.leave_present(user("cat")));
}

TEST(Rooms, never_repeat_a_version_when_a_name_is_used_again) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  const auto version = fixture.rooms.find(room("den"))->version;
  fixture.rooms.leave_present(user("ann"));
  fixture.create("den", "ann");
  EXPECT_GT(fixture.rooms.find(room("den"))->version, version);
}

TEST(Rooms, show_nobody_before_the_store_has_them) {
  RoomsFixture fixture;
  fixture.rooms.begin_create(room("den"), user("ann"), 5000);
  EXPECT_EQ(fixture.rooms.find(room("den")), nullptr);
  EXPECT_THAT(fixture.rooms.in_order(), IsEmpty());
  EXPECT_EQ(fixture.rooms.present_in(user("ann")), nullptr);
  EXPECT_EQ(fixture.rooms.plan_create(room("den"), user("bob")), RoomOutcome::kTaken);
  EXPECT_EQ(fixture.rooms.plan_create(room("hut"), user("ann")), RoomOutcome::kInOtherRoom);
  fixture.rooms.begin_join(room("den"), user("bob"));
  const auto next = fixture.rooms.begin_commit(room("den"), 0);
  ASSERT_TRUE(next);
  EXPECT_THAT(next->members, ElementsAre(user("ann"), user("bob")));
  fixture.rooms.admit(room("den"), user("ann"), next->version);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann"));
  fixture.rooms.admit(room("den"), user("bob"), next->version);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann", "bob"));
  EXPECT_EQ(fixture.rooms.find(room("den"))->version, next->version);
}

TEST(Rooms, are_as_before_when_a_commit_fails) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  const auto version = fixture.rooms.find(room("den"))->version;
  fixture.rooms.begin_join(room("den"), user("bob"));
  const auto next = fixture.rooms.begin_commit(room("den"), 0);
  fixture.rooms.refuse(room("den"), user("bob"), next->version);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann"));
  EXPECT_EQ(fixture.rooms.find(room("den"))->version, version);
  EXPECT_EQ(fixture.create("hut", "bob"), RoomOutcome::kDone);
  fixture.rooms.begin_create(room("pub"), user("cat"), 5001);
  fixture.rooms.refuse(room("pub"), user("cat"), fixture.rooms.begin_commit(room("pub"), 0)->version);
  EXPECT_EQ(fixture.rooms.find_any(room("pub")), nullptr);
  EXPECT_FALSE(fixture.rooms.begin_commit(room("pub"), 0));
}

TEST(Rooms, let_only_those_in_who_belong_to_the_commit) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.rooms.begin_join(room("den"), user("bob"));
  const auto first = fixture.rooms.begin_commit(room("den"), 0);
  fixture.rooms.leave_present(user("bob"));  // Gone, and back, while the commit is under way.
  fixture.rooms.begin_join(room("den"), user("bob"));
  fixture.rooms.admit(room("den"), user("bob"), first->version);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann"));
  const auto second = fixture.rooms.begin_commit(room("den"), 0);
  EXPECT_GT(second->version, first->version);
  fixture.rooms.admit(room("den"), user("bob"), second->version);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann", "bob"));
}

TEST(Rooms, wait_for_a_newcomer_when_the_last_member_leaves) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.rooms.begin_join(room("den"), user("bob"));
  const auto next = fixture.rooms.begin_commit(room("den"), 0);
  const auto departure = fixture.rooms.leave(room("den"), user("ann"));
  ASSERT_TRUE(departure);
  EXPECT_FALSE(departure->gone);
  EXPECT_EQ(fixture.rooms.find(room("den")), nullptr);
  EXPECT_EQ(fixture.rooms.plan_create(room("den"), user("cat")), RoomOutcome::kTaken);
  fixture.rooms.admit(room("den"), user("bob"), next->version);
  const Room* den = fixture.rooms.find(room("den"));
  ASSERT_NE(den, nullptr);
  EXPECT_EQ(den->host(), user("bob"));
  EXPECT_EQ(den->port, 5000);
  EXPECT_EQ(den->term, 2U);
  EXPECT_GT(den->version, next->version);
}

TEST(Rooms, have_versions_of_their_own) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  fixture.create("hut", "bob");
  fixture.join("den", "cat");
  EXPECT_EQ(fixture.rooms.find(room("den"))->version, 2U);
  EXPECT_EQ(fixture.rooms.find(room("hut"))->version, 1U);
}

TEST(Rooms, have_a_higher_version_than_those_that_a_newcomer_has_left) {
  RoomsFixture fixture;
  fixture.create("den", "ann");
  for (const auto* name : {"bob", "cat", "dan"}) fixture.join("den", name);
  const auto left = fixture.rooms.find(room("den"))->version;
  fixture.rooms.leave_present(user("dan"));
  fixture.create("hut", "eve");
  fixture.join("hut", "dan");
  EXPECT_GT(fixture.rooms.find(room("hut"))->version, left);
}

TEST(Rooms, stand_in_the_order_of_making) {
  RoomsFixture fixture;
  fixture.create("zoo", "ann");
  fixture.create("den", "bob");
  std::vector<std::string> names;
  for (const auto& [number, room] : fixture.rooms.in_order()) names.push_back(room.name.text());
  EXPECT_THAT(names, ElementsAre("zoo", "den"));
}

TEST(Rooms, are_bounded_in_number_and_size) {
  RoomsFixture fixture;
  fixture.limits.rooms = 5;
  fixture.limits.room_members = 4;
  for (std::size_t i = 0; i < fixture.limits.rooms; ++i) {
    const auto name = "r" + std::to_string(i);
    ASSERT_EQ(fixture.create(name.c_str(), name.c_str(), 1), RoomOutcome::kDone);
  }
  EXPECT_EQ(fixture.create("more", "ann"), RoomOutcome::kFull);
  for (std::size_t i = 1; i < fixture.limits.room_members; ++i) {
    ASSERT_EQ(fixture.join("r0", ("m" + std::to_string(i)).c_str()), RoomOutcome::kDone);
  }
  EXPECT_EQ(fixture.join("r0", "ann"), RoomOutcome::kFull);
}

TEST(Rooms, hold_the_places_of_stored_members) {
  RoomsFixture fixture;
  EXPECT_THAT(fixture.rooms.restore({stored("den", 3, 7, {user("ann"), user("bob")})}), IsEmpty());
  EXPECT_EQ(fixture.rooms.present_in(user("ann")), nullptr);
  EXPECT_FALSE(fixture.rooms.leave_present(user("ann")));
  EXPECT_EQ(fixture.join("den", "bob"), RoomOutcome::kAlreadyThere);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann", "bob"));
  const Room* den = fixture.rooms.find(room("den"));
  EXPECT_EQ(fixture.rooms.present_in(user("bob")), den);
  EXPECT_EQ(den->version, 7U);
  EXPECT_EQ(den->port, 5003);
  fixture.create("new", "cat");
  EXPECT_EQ(fixture.rooms.find(room("new"))->number, 4U);
  EXPECT_EQ(fixture.rooms.find(room("new"))->version, 8U);
}

TEST(Rooms, drop_those_who_did_not_come_back) {
  RoomsFixture fixture;
  fixture.rooms.restore({stored("den", 1, 1, {user("ann"), user("bob"), user("cat")}),
                         stored("hut", 2, 2, {user("dan")}), stored("pub", 3, 3, {user("eve")})});
  fixture.join("den", "bob");
  fixture.join("pub", "eve");
  const auto departures = fixture.rooms.drop_absent();
  ASSERT_EQ(departures.size(), 2U);
  EXPECT_EQ(departures[0].name, room("den"));
  EXPECT_TRUE(departures[0].host_changed);
  EXPECT_EQ(departures[1].name, room("hut"));
  EXPECT_EQ(departures[1].room, nullptr);
  EXPECT_THAT(fixture.members("den"), ElementsAre("bob"));
  EXPECT_EQ(fixture.rooms.find(room("den"))->term, 2U);
  EXPECT_THAT(fixture.rooms.drop_absent(), IsEmpty());
}

TEST(Rooms, give_up_a_held_place_for_another_room) {
  RoomsFixture fixture;
  fixture.rooms.restore(
      {stored("den", 1, 1, {user("ann"), user("bob")}), stored("hut", 2, 2, {user("cat")})});
  EXPECT_EQ(fixture.create("den", "ann"), RoomOutcome::kTaken);
  EXPECT_FALSE(fixture.given_up);
  EXPECT_EQ(fixture.create("new", "ann"), RoomOutcome::kDone);
  ASSERT_TRUE(fixture.given_up);
  EXPECT_TRUE(fixture.given_up->host_changed);
  EXPECT_EQ(fixture.join("den", "cat"), RoomOutcome::kDone);
  ASSERT_TRUE(fixture.given_up);
  EXPECT_EQ(fixture.given_up->room, nullptr);
  EXPECT_THAT(fixture.members("den"), ElementsAre("bob", "cat"));
}

TEST(Rooms, restore_a_person_to_the_room_written_last) {
  RoomsFixture fixture;
  const auto deserted = fixture.rooms.restore(
      {stored("den", 1, 9, {user("ann"), user("bob")}), stored("hut", 2, 4, {user("ann")})});
  EXPECT_THAT(deserted, ElementsAre(room("hut")));
  EXPECT_EQ(fixture.rooms.find(room("hut")), nullptr);
  EXPECT_THAT(fixture.members("den"), ElementsAre("ann", "bob"));
}

TEST(Rooms, raise_version_and_term_where_a_stored_host_is_in_a_later_room) {
  RoomsFixture fixture;
  fixture.rooms.restore({stored("den", 1, 9, {user("ann")}),
                         stored("hut", 2, 4, {user("ann"), user("bob"), user("cat")}),
                         stored("pub", 3, 5, {user("dan"), user("cat")})});
  EXPECT_THAT(fixture.members("hut"), ElementsAre("bob"));
  const Room* hut = fixture.rooms.find(room("hut"));
  EXPECT_EQ(hut->term, stored("hut", 2, 4, {}).term + 1);
  EXPECT_GT(hut->version, 9U);
  const Room* pub = fixture.rooms.find(room("pub"));
  EXPECT_EQ(pub->term, stored("pub", 3, 5, {}).term);
  EXPECT_EQ(pub->version, 5U);
  EXPECT_EQ(fixture.rooms.find(room("den"))->version, 9U);
}

}  // namespace
}  // namespace parley::registry
