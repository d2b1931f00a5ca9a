#include "sim/check/durable.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "registry/registry.hpp"
#include "tests/unit/sim_check/watched_town.hpp"

namespace parley::sim::check {
namespace {

const UserName kAnn = *UserName::parse("ann");
const UserName kBob = *UserName::parse("bob");
const UserName kCid = *UserName::parse("cid");
const RoomName kDen = *RoomName::parse("den");

/// A registry that made a room in turn 1, let Bob in in turn 2, and has been restarted.
struct Ledger {
  Ledger() {
    books.registry = &dynamic_cast<RegistryProgram&>(*town.registry.program()).registry();
    std::optional<registry::Departure> none;
    rooms.create(kDen, kAnn, 6000, none);
    note(1);
    rooms.join(kDen, kBob, none);
    note(2);
  }
  void note(std::uint64_t turn) {
    books.turn = turn;
    RoomTables tables{books, rooms, {kDen}};
    tables.sure = true;
    check.note(tables);
  }
  /// The check's finding where the rooms come back so, and all changes up to turn `confirmed` were answered.
  std::string found_with(std::vector<UserName> members, std::uint64_t confirmed, std::uint16_t port = 6000) {
    books.confirmed = confirmed;
    registry::Rooms restored(town.registry.clock());
    if (!members.empty()) restored.restore({{kDen, 1, port, 9, 9, std::move(members)}});
    books.rooms.copy(restored);
    RoomTables tables{books, restored, {}};
    check.after_restart(tables, town.registry.disk());
    return findings.first() ? findings.first()->check : "";
  }

  WatchedTown town;
  Instant now{};
  Findings findings{now};
  Durable check{findings};
  Books books;
  registry::Rooms rooms{town.registry.clock()};
};

constexpr const char* kName = "durable-what-was-answered";

TEST(Durable, are_changes_that_were_answered) {
  EXPECT_EQ(Ledger().found_with({kAnn, kBob}, 2), "");
  EXPECT_EQ(Ledger().found_with({kAnn}, 2), kName);
  EXPECT_EQ(Ledger().found_with({}, 2), kName);
  EXPECT_EQ(Ledger().found_with({kBob, kAnn}, 2), kName);
}

TEST(Durable, may_be_changes_that_were_not) {
  EXPECT_EQ(Ledger().found_with({kAnn, kBob}, 1), "");
  EXPECT_EQ(Ledger().found_with({kAnn}, 1), "");
  EXPECT_EQ(Ledger().found_with({}, 1), kName);
}

TEST(Durable, are_the_ports_of_rooms) { EXPECT_EQ(Ledger().found_with({kAnn, kBob}, 2, 6001), kName); }

TEST(Durable, are_no_rooms_that_nobody_made) {
  Ledger ledger;
  registry::Rooms restored(ledger.town.registry.clock());
  restored.restore({{kDen, 1, 6000, 9, 9, {kAnn, kBob}}, {*RoomName::parse("hut"), 2, 6001, 8, 8, {kCid}}});
  ledger.books.confirmed = 2;
  RoomTables tables{ledger.books, restored, {}};
  ledger.check.after_restart(tables, ledger.town.registry.disk());
  EXPECT_TRUE(ledger.findings.first());
}

TEST(Durable, are_rooms_but_not_over_a_loss_of_power) {
  Ledger ledger;
  ledger.check.on_power_lost();
  EXPECT_EQ(ledger.found_with({}, 2), "");
}

TEST(Durable, are_accounts_that_were_answered_to_be_made) {
  Ledger ledger;
  ledger.books.accounts.begin_sign_up(kAnn, "secret", 1);
  ledger.check.look_for_accounts(ledger.books.accounts, ledger.town.registry.disk());
  EXPECT_FALSE(ledger.findings.first()) << "nobody was answered yet";
  ledger.books.accounts.made(kAnn, "secret", 2);
  ledger.check.look_for_accounts(ledger.books.accounts, ledger.town.registry.disk());
  ASSERT_TRUE(ledger.findings.first());
  EXPECT_EQ(ledger.findings.first()->what, "ann's account is gone, which was answered to be there");
}

TEST(SecretsHashed, are_all_that_stands_on_the_disk) {
  Ledger ledger;
  SecretsHashed check(ledger.findings);
  AccountsKnown accounts;
  accounts.begin_sign_up(kAnn, "a secret of her own", 1);
  check.look_at({kAnn, PasswordHash{"$1$salt$0123"}}, accounts);
  EXPECT_FALSE(ledger.findings.first());
  check.look_at({kAnn, PasswordHash{"plain:a secret of her own"}}, accounts);
  ASSERT_TRUE(ledger.findings.first());
  EXPECT_EQ(ledger.findings.first()->what, "ann's secret is on the disk as it was sent");
}

}  // namespace
}  // namespace parley::sim::check
