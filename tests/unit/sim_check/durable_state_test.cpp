#include "sim/check/durable_state.hpp"

#include <gtest/gtest.h>

#include "registry/registry.hpp"
#include "tests/unit/registry/arrival.hpp"
#include "tests/unit/sim_check/watched_world.hpp"

namespace parley::sim::check {
namespace {

const registry::RegistryLimits kLimits;

const UserName kAnn = *UserName::parse("ann");
const UserName kBob = *UserName::parse("bob");
const UserName kCid = *UserName::parse("cid");
const RoomName kDen = *RoomName::parse("den");

/// A registry that made a room in turn 1, let Bob in in turn 2, and has been restarted.
struct DurableFixture {
  DurableFixture() {
    model.registry = &dynamic_cast<RegistryProgram&>(*fixture.registry.program()).registry();
    registry::test::create(rooms, kDen, kAnn, 6000);
    note(1);
    registry::test::join(rooms, kDen, kBob);
    note(2);
  }
  void note(std::uint64_t turn) {
    model.turn = turn;
    RoomTables tables{model, rooms, {kDen}};
    tables.model_exact = true;
    check.note(tables);
  }
  /// The check's finding where the rooms come back so, and all changes up to turn `confirmed` were answered.
  std::string found_with(std::vector<UserName> members, std::uint64_t confirmed, std::uint16_t port = 6000) {
    model.confirmed[kDen] = confirmed;
    registry::Rooms restored(fixture.registry.clock(), kLimits);
    if (!members.empty()) restored.restore({{kDen, 1, port, 9, 9, std::move(members)}});
    model.rooms.copy(restored);
    RoomTables tables{model, restored, {}};
    check.after_restart(tables, fixture.registry.disk());
    return findings.first() ? findings.first()->check : "";
  }

  WatchedWorld fixture;
  Instant now{};
  Findings findings{now};
  DurableState check{findings};
  ReferenceModel model;
  registry::Rooms rooms{fixture.registry.clock(), kLimits};
};

constexpr const char* kName = "durable-what-was-answered";

TEST(DurableState, are_changes_that_were_answered) {
  EXPECT_EQ(DurableFixture().found_with({kAnn, kBob}, 2), "");
  EXPECT_EQ(DurableFixture().found_with({kAnn}, 2), kName);
  EXPECT_EQ(DurableFixture().found_with({}, 2), kName);
  EXPECT_EQ(DurableFixture().found_with({kBob, kAnn}, 2), kName);
}

TEST(DurableState, may_be_changes_that_were_not) {
  EXPECT_EQ(DurableFixture().found_with({kAnn, kBob}, 1), "");
  EXPECT_EQ(DurableFixture().found_with({kAnn}, 1), "");
  EXPECT_EQ(DurableFixture().found_with({}, 1), kName);
}

TEST(DurableState, are_the_ports_of_rooms) {
  EXPECT_EQ(DurableFixture().found_with({kAnn, kBob}, 2, 6001), kName);
}

TEST(DurableState, are_no_rooms_that_nobody_made) {
  DurableFixture ledger;
  registry::Rooms restored(ledger.fixture.registry.clock(), kLimits);
  restored.restore({{kDen, 1, 6000, 9, 9, {kAnn, kBob}}, {*RoomName::parse("hut"), 2, 6001, 8, 8, {kCid}}});
  ledger.model.confirmed[kDen] = 2;
  RoomTables tables{ledger.model, restored, {}};
  ledger.check.after_restart(tables, ledger.fixture.registry.disk());
  EXPECT_TRUE(ledger.findings.first());
}

TEST(DurableState, are_rooms_but_not_over_a_loss_of_power) {
  DurableFixture ledger;
  ledger.check.on_power_lost();
  EXPECT_EQ(ledger.found_with({}, 2), "");
}

TEST(DurableState, are_accounts_that_were_answered_to_be_made) {
  DurableFixture ledger;
  ledger.model.accounts.begin_sign_up(kAnn, "secret", 1);
  ledger.check.look_for_accounts(ledger.model.accounts, ledger.fixture.registry.disk());
  EXPECT_FALSE(ledger.findings.first()) << "nobody was answered yet";
  ledger.model.accounts.made(kAnn, "secret", 2);
  ledger.check.look_for_accounts(ledger.model.accounts, ledger.fixture.registry.disk());
  ASSERT_TRUE(ledger.findings.first());
  EXPECT_EQ(ledger.findings.first()->what, "ann's account was answered with success but is not on the disk");
}

TEST(SecretsHashed, are_all_that_stands_on_the_disk) {
  DurableFixture ledger;
  SecretsHashed check(ledger.findings);
  AccountModel accounts;
  accounts.begin_sign_up(kAnn, "a secret of her own", 1);
  check.look_at({kAnn, PasswordHash{"$1$salt$0123"}}, accounts);
  EXPECT_FALSE(ledger.findings.first());
  check.look_at({kAnn, PasswordHash{"plain:a secret of her own"}}, accounts);
  ASSERT_TRUE(ledger.findings.first());
  EXPECT_EQ(ledger.findings.first()->what, "ann's secret is on the disk as it was sent");
}

}  // namespace
}  // namespace parley::sim::check
