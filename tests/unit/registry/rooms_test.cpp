#include "registry/rooms.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "tests/unit/registry/town.hpp"
#include "tests/unit/registry/turns.hpp"

namespace parley::registry {
namespace {

using test::room;
using test::user;
using testing::ElementsAre;
using testing::IsEmpty;

struct Hall {
  test::ManualClock clock;
  Rooms rooms{clock};
  std::optional<Departure> given_up;

  RoomOutcome create(const char* name, const char* who, std::uint16_t port = 5000) {
    given_up.reset();
    return rooms.create(room(name), user(who), port, given_up);
  }
  RoomOutcome join(const char* name, const char* who) {
    given_up.reset();
    return rooms.join(room(name), user(who), given_up);
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
  Hall hall;
  EXPECT_EQ(hall.create("Den", "ann"), RoomOutcome::kDone);
  const Room* den = hall.rooms.find(room("dEN"));
  ASSERT_NE(den, nullptr);
  EXPECT_EQ(den->host(), user("ann"));
  EXPECT_EQ(den->port, 5000);
  EXPECT_EQ(hall.rooms.present_in(user("ANN")), den);
}

TEST(Rooms, have_unique_names_whatever_the_case) {
  Hall hall;
  hall.create("den", "ann");
  EXPECT_EQ(hall.create("DEN", "bob"), RoomOutcome::kTaken);
  EXPECT_EQ(hall.create("den", "ann"), RoomOutcome::kTaken);
}

TEST(Rooms, let_a_person_be_in_one_at_a_time) {
  Hall hall;
  hall.create("den", "ann");
  hall.create("hut", "bob");
  EXPECT_EQ(hall.create("new", "ann"), RoomOutcome::kElsewhere);
  EXPECT_EQ(hall.join("hut", "ann"), RoomOutcome::kElsewhere);
  EXPECT_EQ(hall.join("den", "ann"), RoomOutcome::kAlreadyThere);
  EXPECT_EQ(hall.join("none", "cat"), RoomOutcome::kUnknown);
}

TEST(Rooms, have_ports_that_no_other_room_has) {
  Hall hall;
  hall.create("den", "ann");
  hall.create("hut", "bob");
  EXPECT_EQ(hall.rooms.find(room("hut"))->port, limits::kFirstRoomPort);
  hall.rooms.leave_present(user("ann"));
  hall.create("new", "ann");
  EXPECT_EQ(hall.rooms.find(room("new"))->port, limits::kFirstRoomPort + 1);
  hall.rooms.leave_present(user("ann"));
  hall.clock.pass(PortPool::kRest);
  hall.create("newer", "ann");
  EXPECT_EQ(hall.rooms.find(room("newer"))->port, 5000);
}

TEST(Rooms, pass_to_the_longest_member_when_the_host_leaves) {
  Hall hall;
  hall.create("den", "ann");
  hall.join("den", "bob");
  hall.join("den", "cat");
  const Room* den = hall.rooms.find(room("den"));
  const auto version = den->version;
  const auto departure = hall.rooms.leave(room("den"), user("ann"));
  ASSERT_TRUE(departure);
  EXPECT_TRUE(departure->host_changed);
  EXPECT_EQ(departure->room, den);
  EXPECT_EQ(den->host(), user("bob"));
  EXPECT_EQ(den->term, 2U);
  EXPECT_EQ(den->port, 5000);
  EXPECT_GT(den->version, version);
}

TEST(Rooms, keep_their_host_when_another_leaves) {
  Hall hall;
  hall.create("den", "ann");
  hall.join("den", "bob");
  const auto departure = hall.rooms.leave(room("den"), user("bob"));
  ASSERT_TRUE(departure);
  EXPECT_FALSE(departure->host_changed);
  EXPECT_EQ(departure->room->term, 1U);
}

TEST(Rooms, are_gone_when_the_last_leaves) {
  Hall hall;
  hall.create("den", "ann");
  const auto departure = hall.rooms.leave(room("den"), user("ann"));
  ASSERT_TRUE(departure);
  EXPECT_EQ(departure->room, nullptr);
  EXPECT_EQ(hall.rooms.find(room("den")), nullptr);
  EXPECT_EQ(hall.rooms.present_in(user("ann")), nullptr);
  EXPECT_FALSE(hall.rooms.leave(room("den"), user("ann")));
}

TEST(Rooms, are_not_left_by_those_who_are_not_in_them) {
  Hall hall;
  hall.create("den", "ann");
  hall.create("hut", "bob");
  EXPECT_FALSE(hall.rooms.leave(room("hut"), user("ann")));
  EXPECT_FALSE(hall.rooms.leave(room("none"), user("ann")));
  EXPECT_FALSE(hall.rooms.leave_present(user("cat")));
}

TEST(Rooms, never_repeat_a_version_when_a_name_is_used_again) {
  Hall hall;
  hall.create("den", "ann");
  const auto version = hall.rooms.find(room("den"))->version;
  hall.rooms.leave_present(user("ann"));
  hall.create("den", "ann");
  EXPECT_GT(hall.rooms.find(room("den"))->version, version);
}

TEST(Rooms, stand_in_the_order_of_making) {
  Hall hall;
  hall.create("zoo", "ann");
  hall.create("den", "bob");
  std::vector<std::string> names;
  for (const auto& [number, room] : hall.rooms.in_order()) names.push_back(room.name.text());
  EXPECT_THAT(names, ElementsAre("zoo", "den"));
}

TEST(Rooms, are_bounded_in_number_and_size) {
  Hall hall;
  for (std::size_t i = 0; i < limits::kRooms; ++i) {
    const auto name = "r" + std::to_string(i);
    ASSERT_EQ(hall.create(name.c_str(), name.c_str(), 1), RoomOutcome::kDone);
  }
  EXPECT_EQ(hall.create("more", "ann"), RoomOutcome::kFull);
  for (std::size_t i = 1; i < limits::kRoomMembers; ++i) {
    ASSERT_EQ(hall.join("r0", ("m" + std::to_string(i)).c_str()), RoomOutcome::kDone);
  }
  EXPECT_EQ(hall.join("r0", "ann"), RoomOutcome::kFull);
}

TEST(Rooms, hold_the_places_of_stored_members) {
  Hall hall;
  EXPECT_THAT(hall.rooms.restore({stored("den", 3, 7, {user("ann"), user("bob")})}), IsEmpty());
  EXPECT_EQ(hall.rooms.present_in(user("ann")), nullptr);
  EXPECT_FALSE(hall.rooms.leave_present(user("ann")));
  EXPECT_EQ(hall.join("den", "bob"), RoomOutcome::kAlreadyThere);
  EXPECT_THAT(hall.members("den"), ElementsAre("ann", "bob"));
  const Room* den = hall.rooms.find(room("den"));
  EXPECT_EQ(hall.rooms.present_in(user("bob")), den);
  EXPECT_EQ(den->version, 7U);
  EXPECT_EQ(den->port, 5003);
  hall.create("new", "cat");
  EXPECT_EQ(hall.rooms.find(room("new"))->number, 4U);
  EXPECT_EQ(hall.rooms.find(room("new"))->version, 8U);
}

TEST(Rooms, drop_those_who_did_not_come_back) {
  Hall hall;
  hall.rooms.restore({stored("den", 1, 1, {user("ann"), user("bob"), user("cat")}),
                      stored("hut", 2, 2, {user("dan")}), stored("pub", 3, 3, {user("eve")})});
  hall.join("den", "bob");
  hall.join("pub", "eve");
  const auto departures = hall.rooms.drop_absent();
  ASSERT_EQ(departures.size(), 2U);
  EXPECT_EQ(departures[0].name, room("den"));
  EXPECT_TRUE(departures[0].host_changed);
  EXPECT_EQ(departures[1].name, room("hut"));
  EXPECT_EQ(departures[1].room, nullptr);
  EXPECT_THAT(hall.members("den"), ElementsAre("bob"));
  EXPECT_EQ(hall.rooms.find(room("den"))->term, 2U);
  EXPECT_THAT(hall.rooms.drop_absent(), IsEmpty());
}

TEST(Rooms, give_up_a_held_place_for_another_room) {
  Hall hall;
  hall.rooms.restore({stored("den", 1, 1, {user("ann"), user("bob")}), stored("hut", 2, 2, {user("cat")})});
  EXPECT_EQ(hall.create("den", "ann"), RoomOutcome::kTaken);
  EXPECT_FALSE(hall.given_up);
  EXPECT_EQ(hall.create("new", "ann"), RoomOutcome::kDone);
  ASSERT_TRUE(hall.given_up);
  EXPECT_TRUE(hall.given_up->host_changed);
  EXPECT_EQ(hall.join("den", "cat"), RoomOutcome::kDone);
  ASSERT_TRUE(hall.given_up);
  EXPECT_EQ(hall.given_up->room, nullptr);
  EXPECT_THAT(hall.members("den"), ElementsAre("bob", "cat"));
}

TEST(Rooms, restore_a_person_to_the_room_written_last) {
  Hall hall;
  const auto deserted = hall.rooms.restore(
      {stored("den", 1, 9, {user("ann"), user("bob")}), stored("hut", 2, 4, {user("ann")})});
  EXPECT_THAT(deserted, ElementsAre(room("hut")));
  EXPECT_EQ(hall.rooms.find(room("hut")), nullptr);
  EXPECT_THAT(hall.members("den"), ElementsAre("ann", "bob"));
}

TEST(Rooms, raise_version_and_term_where_a_stored_host_is_in_a_later_room) {
  Hall hall;
  hall.rooms.restore({stored("den", 1, 9, {user("ann")}),
                      stored("hut", 2, 4, {user("ann"), user("bob"), user("cat")}),
                      stored("pub", 3, 5, {user("dan"), user("cat")})});
  EXPECT_THAT(hall.members("hut"), ElementsAre("bob"));
  const Room* hut = hall.rooms.find(room("hut"));
  EXPECT_EQ(hut->term, stored("hut", 2, 4, {}).term + 1);
  EXPECT_GT(hut->version, 9U);
  const Room* pub = hall.rooms.find(room("pub"));
  EXPECT_EQ(pub->term, stored("pub", 3, 5, {}).term);
  EXPECT_EQ(pub->version, 5U);
  EXPECT_EQ(hall.rooms.find(room("den"))->version, 9U);
}

}  // namespace
}  // namespace parley::registry
