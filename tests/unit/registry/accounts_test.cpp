#include "registry/accounts.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

using test::user;
using testing::ElementsAre;

struct AccountsFixture {
  AccountsFixture() {
    accounts.prepare(entropy, [](const Result<void>&) {});
    settle();
  }
  void settle() { turns.settle(); }
  std::string sign_up(const char* who, const std::string& secret) {
    std::string outcome = "refused";
    if (accounts.sign_up(asker, user(who), secret, [&](Accounts::SignUpResult result) {
          outcome = result == Accounts::SignUpResult::kDone     ? "done"
                    : result == Accounts::SignUpResult::kExists ? "exists"
                                                                : "failed";
        })) {
      settle();
    }
    return outcome;
  }
  std::string authenticate(const char* who, const std::string& secret) {
    std::string outcome = "refused";
    if (accounts.authenticate(asker, user(who), secret,
                              [&](const Accounts::AccountResult& account) { outcome = told(account); }))
      settle();
    return outcome;
  }
  static std::string told(const Accounts::AccountResult& account) {
    if (!account) return "failed";
    return *account ? (*account)->text() : "nobody";
  }

  TurnQueue turns;
  FakeStore store{turns};
  FakeHasher hasher{turns};
  FakeEntropy entropy;
  FakeLogSink log;
  PendingWork work;
  RegistryLimits limits;
  Asker asker{ConnectionId{1}, kLoopback};
  FakeClock clock;
  Accounts accounts{clock, store, hasher, work, log, limits, [](ConnectionId) { return true; }};
};

TEST(Accounts, are_made_once_whatever_the_case) {
  AccountsFixture fixture;
  EXPECT_EQ(fixture.sign_up("Ann", "s"), "done");
  EXPECT_EQ(fixture.sign_up("aNN", "t"), "exists");
  EXPECT_EQ(fixture.store.accounts.at(user("ann")).hash.text, "hash of s");
}

TEST(Accounts, tell_the_name_as_typed_at_sign_up) {
  AccountsFixture fixture;
  fixture.sign_up("Ann", "s");
  EXPECT_EQ(fixture.authenticate("ann", "s"), "Ann");
}

TEST(Accounts, try_an_unknown_user_as_dearly_as_a_wrong_secret) {
  AccountsFixture fixture;
  fixture.sign_up("ann", "s");
  EXPECT_EQ(fixture.authenticate("ann", "wrong"), "nobody");
  EXPECT_EQ(fixture.hasher.verifications, 1);
  EXPECT_EQ(fixture.authenticate("bob", "wrong"), "nobody");
  EXPECT_EQ(fixture.hasher.verifications, 2);
  EXPECT_TRUE(fixture.hasher.tried_against.text.starts_with("hash of ")) << "no hash costs nothing";
}

TEST(Accounts, let_one_of_two_equal_sign_ups_win) {
  AccountsFixture fixture;
  std::vector<Accounts::SignUpResult> outcomes;
  const auto keep = [&](Accounts::SignUpResult outcome) { outcomes.push_back(outcome); };
  EXPECT_TRUE(fixture.accounts.sign_up(fixture.asker, user("ann"), "s", keep));
  EXPECT_TRUE(fixture.accounts.sign_up(fixture.asker, user("ann"), "t", keep));
  fixture.settle();
  EXPECT_THAT(outcomes, ElementsAre(Accounts::SignUpResult::kDone, Accounts::SignUpResult::kExists));
}

TEST(Accounts, fail_when_the_store_or_the_hasher_does) {
  AccountsFixture fixture;
  fixture.store.failing_calls = {1};
  EXPECT_EQ(fixture.sign_up("ann", "s"), "failed");
  fixture.store.failing_calls = {fixture.store.calls + 2};
  EXPECT_EQ(fixture.sign_up("ann", "s"), "failed");
  EXPECT_TRUE(fixture.store.accounts.empty());
  EXPECT_EQ(fixture.sign_up("ann", "s"), "done");
  fixture.store.failing_calls = {fixture.store.calls + 1};
  EXPECT_EQ(fixture.authenticate("ann", "s"), "failed");
  fixture.hasher.fails = true;
  EXPECT_EQ(fixture.authenticate("ann", "s"), "failed");
  EXPECT_EQ(fixture.authenticate("bob", "s"), "failed");
  EXPECT_EQ(fixture.sign_up("bob", "s"), "failed");
}

TEST(Accounts, refuse_more_than_the_bound_of_hashes_at_once) {
  AccountsFixture fixture;
  fixture.limits.pending_hashes = 3;
  const auto ignore = [](const Accounts::AccountResult&) {};
  for (std::size_t i = 0; i < fixture.limits.pending_hashes; ++i) {
    ASSERT_TRUE(fixture.accounts.authenticate(fixture.asker, user("ann"), "s", ignore));
  }
  EXPECT_EQ(fixture.authenticate("ann", "s"), "refused");
  EXPECT_EQ(fixture.sign_up("ann", "s"), "refused");
  fixture.settle();
  EXPECT_EQ(fixture.authenticate("ann", "s"), "nobody");
}

TEST(Accounts, begin_nothing_more_once_closed) {
  AccountsFixture fixture;
  bool answered = false;
  EXPECT_TRUE(fixture.accounts.sign_up(fixture.asker, user("ann"), "s",
                                       [&](Accounts::SignUpResult) { answered = true; }));
  EXPECT_TRUE(fixture.turns.step());  // Looked up; the hash is under way.
  fixture.accounts.close();
  fixture.settle();
  EXPECT_FALSE(answered);
  EXPECT_TRUE(fixture.store.accounts.empty());
  EXPECT_EQ(fixture.work.count(), 0U);
}

TEST(Accounts, store_what_was_under_way_when_closed) {
  AccountsFixture fixture;
  EXPECT_TRUE(fixture.accounts.sign_up(fixture.asker, user("ann"), "s", [](Accounts::SignUpResult) {}));
  fixture.turns.step();
  fixture.turns.step();  // Hashed; the store has it.
  fixture.accounts.close();
  EXPECT_EQ(fixture.work.count(), 1U);
  bool idle = false;
  fixture.work.when_none([&] { idle = true; });
  EXPECT_FALSE(idle);
  fixture.settle();
  EXPECT_TRUE(idle);
  EXPECT_EQ(fixture.store.accounts.size(), 1U);
}

}  // namespace
}  // namespace parley::registry
