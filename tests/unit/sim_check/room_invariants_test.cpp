#include "sim/check/room_membership.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.hpp"
#include "sim/check/room_identity.hpp"
#include "tests/unit/registry/arrival.hpp"
#include "tests/unit/sim_check/watched_world.hpp"

/// The checks of the registry's rooms, on rooms and model that do not agree.
namespace parley::sim::check {
namespace {

const registry::RegistryLimits kLimits;

UserName user(const char* text) { return *UserName::parse(text); }
RoomName room(const char* text) { return *RoomName::parse(text); }

struct TablesFixture {
  TablesFixture() { model.registry = &fixture.program().registry(); }

  RoomTables seen() {
    RoomTables tables{model, rooms, {}};
    tables.all = true;
    tables.model_exact = true;
    return tables;
  }
  void create(const char* name, const char* maker, std::uint16_t port = 6000) {
    registry::test::create(rooms, room(name), user(maker), port);
    model.rooms.create(room(name), user(maker));
    model.rooms.complete(user(maker), true);
  }
  void join(const char* name, const char* member) {
    registry::test::join(rooms, room(name), user(member));
    model.rooms.join(room(name), user(member));
    model.rooms.complete(user(member), true);
  }
  std::string found() const { return findings.first() ? findings.first()->check : ""; }

  struct RegistryWorld : WatchedWorld {
    RegistryProgram& program() { return dynamic_cast<RegistryProgram&>(*registry.program()); }
  } fixture;
  Instant now{};
  Findings findings{now};
  ReferenceModel model;
  registry::Rooms rooms{fixture.registry.clock(), kLimits};
};

StoredRoom stored(const char* name, std::uint64_t number, std::vector<UserName> members) {
  return {room(name), number, static_cast<std::uint16_t>(7000 + number), number, 1, std::move(members)};
}

TEST(OneHost, is_the_member_who_has_been_there_longest) {
  TablesFixture tables;
  OneHost check(tables.findings);
  tables.create("den", "ann");
  tables.join("den", "bob");
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "");

  tables.rooms.leave(room("den"), user("ann"));
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "one-host-per-room");
}

TEST(OneHost, is_present_once_the_time_for_coming_back_is_over) {
  TablesFixture tables;
  OneHost check(tables.findings);
  tables.rooms.restore({stored("den", 1, {user("ann"), user("bob")})});
  registry::test::join(tables.rooms, room("den"), user("bob"));
  tables.model.rooms.copy(tables.rooms);
  auto held = tables.seen();
  held.places_held = true;
  check.after_turn(held);
  EXPECT_EQ(tables.found(), "");
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "one-host-per-room");
}

TEST(Membership, finds_who_is_in_a_room_and_should_not_be) {
  TablesFixture tables;
  Membership check(tables.findings);
  tables.create("den", "ann");
  tables.model.rooms.leave(room("den"), user("ann"));
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "who-is-a-member");
}

TEST(Membership, finds_a_member_who_is_not_online) {
  TablesFixture tables;
  Membership check(tables.findings);
  tables.create("den", "ann");
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "who-is-a-member");
}

TEST(Membership, finds_a_room_that_is_gone_too_early) {
  TablesFixture tables;
  Membership check(tables.findings);
  tables.model.rooms.create(room("den"), user("ann"));
  tables.model.rooms.complete(user("ann"), true);
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "who-is-a-member");
}

TEST(NoEmptyRoom, finds_one_that_nobody_is_in) {
  TablesFixture tables;
  NoEmptyRoom check(tables.findings);
  tables.rooms.restore({stored("den", 1, {user("ann")})});
  auto held = tables.seen();
  held.places_held = true;
  check.after_turn(held);
  EXPECT_EQ(tables.found(), "");
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "no-empty-room");
}

TEST(NoEmptyRoom, finds_places_that_are_held_for_too_long) {
  TablesFixture tables;
  NoEmptyRoom check(tables.findings);
  tables.rooms.restore({stored("den", 1, {user("ann")})});
  tables.model.rooms.copy(tables.rooms);
  tables.model.loaded_at = Instant(10s);
  tables.model.now = Instant(40s) - 1ns;
  check.instant_over(tables.model);
  EXPECT_EQ(tables.found(), "");
  tables.model.now = Instant(40s);
  check.instant_over(tables.model);
  EXPECT_EQ(tables.found(), "no-empty-room");
}

TEST(UniqueNames, finds_two_rooms_of_one_name) {
  TablesFixture tables;
  UniqueNames check(tables.findings);
  tables.rooms.restore({stored("den", 1, {user("ann")}), stored("Den", 2, {user("bob")})});
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "unique-names-and-ports");
}

TEST(UniqueNames, finds_a_room_that_does_not_have_the_port_that_its_maker_announced) {
  TablesFixture tables;
  UniqueNames check(tables.findings);
  tables.create("den", "ann", 6000);
  tables.model.online.log_in(user("ann"), 1, NodeId{1}, 6000, {});
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "");
  tables.create("hut", "bob", 6001);
  tables.model.online.log_in(user("bob"), 2, NodeId{2}, 6002, {});
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "unique-names-and-ports");
}

TEST(UniqueNames, lets_a_second_room_have_a_port_of_its_own) {
  TablesFixture tables;
  UniqueNames check(tables.findings);
  for (const char* name : {"ann", "bob"}) tables.model.online.log_in(user(name), 1, NodeId{1}, 6000, {});
  tables.create("den", "ann", 6000);
  check.after_turn(tables.seen());
  tables.create("hut", "bob", 6000);
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "");
}

/// A room on port 6000 that ends, and another one on that port so long after; whose port is `announced`.
std::string found_after_a_rest_of(Duration rest, std::uint16_t announced = 6000, bool restarted = false) {
  TablesFixture tables;
  UniqueNames check(tables.findings);
  const auto later = [&](Duration time) {
    tables.fixture.world.run_for(time);
    tables.model.now += time;
  };
  tables.model.online.log_in(user("ann"), 1, NodeId{1}, announced, {});
  tables.create("den", "bob", 6000);
  check.after_turn(tables.seen());
  later(100s);
  tables.rooms.leave(room("den"), user("bob"));
  check.after_turn(tables.seen());
  later(rest);
  if (restarted) tables.model.loaded_at = tables.model.now;
  registry::Rooms anew(tables.fixture.registry.clock(), kLimits);
  anew.restore({{room("old"), 1, 7000, 1, 1, {user("cid")}}});  // So that the next is no room of before.
  registry::test::create(anew, room("hut"), user("ann"), 6000);
  RoomTables seen{tables.model, anew, {}};
  seen.all = true;
  seen.model_exact = true;
  check.after_turn(seen);
  return tables.found();
}

TEST(UniqueNames, finds_a_port_that_has_not_rested) {
  EXPECT_EQ(found_after_a_rest_of(UniqueNames::kRest), "");
  EXPECT_EQ(found_after_a_rest_of(UniqueNames::kRest - 1ns), "unique-names-and-ports");
  EXPECT_EQ(found_after_a_rest_of(Duration::zero()), "unique-names-and-ports");
}

TEST(UniqueNames, asks_no_rest_of_a_registry_that_was_started_anew) {
  EXPECT_EQ(found_after_a_rest_of(1s, 6000, true), "");
}

/// As above, but the second room has a port of the registry's choice.
std::string found_on_another_port_after(Duration rest) {
  TablesFixture tables;
  UniqueNames check(tables.findings);
  tables.model.online.log_in(user("ann"), 1, NodeId{1}, 6000, {});
  tables.create("den", "ann", 6000);
  check.after_turn(tables.seen());
  tables.rooms.leave(room("den"), user("ann"));
  check.after_turn(tables.seen());
  tables.model.now += rest;
  tables.create("hut", "ann", 6000);
  check.after_turn(tables.seen());
  return tables.found();
}

TEST(UniqueNames, finds_a_port_that_rests_for_too_long) {
  EXPECT_EQ(found_on_another_port_after(UniqueNames::kRest - 1ns), "");
  EXPECT_EQ(found_on_another_port_after(UniqueNames::kRest), "unique-names-and-ports");
}

TEST(Monotonicity, is_content_with_changes_that_are_counted) {
  TablesFixture tables;
  Monotonicity check(tables.findings);
  tables.create("den", "ann");
  check.after_turn(tables.seen());
  tables.join("den", "bob");
  check.after_turn(tables.seen());
  tables.rooms.leave(room("den"), user("ann"));
  check.after_turn(tables.seen());
  check.after_turn(tables.seen());
  EXPECT_EQ(tables.found(), "");
}

/// Two registries' rooms, of which the second did not count as it should have.
std::string found_after(std::vector<UserName> then, std::uint64_t version, std::uint64_t term) {
  TablesFixture tables;
  Monotonicity check(tables.findings);
  registry::Rooms before(tables.fixture.registry.clock(), kLimits);
  before.restore({{room("den"), 1, 7000, 5, 3, {user("ann"), user("bob")}}});
  registry::Rooms after(tables.fixture.registry.clock(), kLimits);
  after.restore({{room("den"), 1, 7000, version, term, std::move(then)}});
  RoomTables first{tables.model, before, {}};
  first.all = true;
  check.after_turn(first);
  RoomTables second{tables.model, after, {}};
  second.all = true;
  check.after_turn(second);
  return tables.found();
}

TEST(Monotonicity, finds_a_version_or_a_term_that_does_not_rise_or_falls) {
  const auto ann = user("ann");
  const auto bob = user("bob");
  EXPECT_EQ(found_after({ann, bob}, 5, 3), "");
  EXPECT_EQ(found_after({ann}, 6, 3), "");
  EXPECT_EQ(found_after({bob}, 6, 4), "");
  EXPECT_EQ(found_after({ann}, 5, 3), "terms-and-versions-rise");
  EXPECT_EQ(found_after({ann}, 4, 3), "terms-and-versions-rise");
  EXPECT_EQ(found_after({ann, bob}, 6, 3), "terms-and-versions-rise");
  EXPECT_EQ(found_after({bob}, 6, 3), "terms-and-versions-rise");
  EXPECT_EQ(found_after({ann}, 6, 4), "terms-and-versions-rise");
}

}  // namespace
}  // namespace parley::sim::check
