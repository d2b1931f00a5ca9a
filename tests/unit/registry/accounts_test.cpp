#include "registry/accounts.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "tests/unit/registry/town.hpp"

namespace parley::registry {
namespace {

using test::user;
using testing::ElementsAre;

struct Office {
  Office() {
    accounts.prepare(entropy, [](const Result<void>&) {});
    settle();
  }
  void settle() {
    while (turns.step()) continue;
  }
  std::string sign_up(const char* who, const std::string& secret) {
    std::string outcome = "refused";
    if (accounts.sign_up(user(who), secret, [&](Accounts::SignUp result) {
          outcome = result == Accounts::SignUp::kDone     ? "done"
                    : result == Accounts::SignUp::kExists ? "exists"
                                                          : "failed";
        })) {
      settle();
    }
    return outcome;
  }
  std::string prove(const char* who, const std::string& secret) {
    std::string outcome = "refused";
    if (accounts.prove(user(who), secret, [&](const Accounts::Proof& proof) { outcome = told(proof); }))
      settle();
    return outcome;
  }
  static std::string told(const Accounts::Proof& proof) {
    if (!proof) return "failed";
    return *proof ? (*proof)->text() : "nobody";
  }

  test::Turns turns;
  test::FakeStore store{turns};
  test::FakeHasher hasher{turns};
  test::CountingEntropy entropy;
  test::KeptLog log;
  PendingWork work;
  Accounts accounts{store, hasher, work, log};
};

TEST(Accounts, are_made_once_whatever_the_case) {
  Office office;
  EXPECT_EQ(office.sign_up("Ann", "s"), "done");
  EXPECT_EQ(office.sign_up("aNN", "t"), "exists");
  EXPECT_EQ(office.store.accounts.at(user("ann")).hash.text, "hash of s");
}

TEST(Accounts, tell_the_name_as_typed_at_sign_up) {
  Office office;
  office.sign_up("Ann", "s");
  EXPECT_EQ(office.prove("ann", "s"), "Ann");
}

TEST(Accounts, try_an_unknown_user_as_dearly_as_a_wrong_secret) {
  Office office;
  office.sign_up("ann", "s");
  EXPECT_EQ(office.prove("ann", "wrong"), "nobody");
  EXPECT_EQ(office.hasher.verifications, 1);
  EXPECT_EQ(office.prove("bob", "wrong"), "nobody");
  EXPECT_EQ(office.hasher.verifications, 2);
  EXPECT_TRUE(office.hasher.tried_against.text.starts_with("hash of ")) << "no hash costs nothing";
}

TEST(Accounts, let_one_of_two_equal_sign_ups_win) {
  Office office;
  std::vector<Accounts::SignUp> outcomes;
  const auto keep = [&](Accounts::SignUp outcome) { outcomes.push_back(outcome); };
  EXPECT_TRUE(office.accounts.sign_up(user("ann"), "s", keep));
  EXPECT_TRUE(office.accounts.sign_up(user("ann"), "t", keep));
  office.settle();
  EXPECT_THAT(outcomes, ElementsAre(Accounts::SignUp::kDone, Accounts::SignUp::kExists));
}

TEST(Accounts, fail_when_the_store_or_the_hasher_does) {
  Office office;
  office.store.failing_calls = {1};
  EXPECT_EQ(office.sign_up("ann", "s"), "failed");
  office.store.failing_calls = {office.store.calls + 2};
  EXPECT_EQ(office.sign_up("ann", "s"), "failed");
  EXPECT_TRUE(office.store.accounts.empty());
  EXPECT_EQ(office.sign_up("ann", "s"), "done");
  office.store.failing_calls = {office.store.calls + 1};
  EXPECT_EQ(office.prove("ann", "s"), "failed");
  office.hasher.fails = true;
  EXPECT_EQ(office.prove("ann", "s"), "failed");
  EXPECT_EQ(office.prove("bob", "s"), "failed");
  EXPECT_EQ(office.sign_up("bob", "s"), "failed");
}

TEST(Accounts, refuse_more_than_the_bound_of_hashes_at_once) {
  Office office;
  const auto ignore = [](const Accounts::Proof&) {};
  for (std::size_t i = 0; i < limits::kPendingHashes; ++i) {
    ASSERT_TRUE(office.accounts.prove(user("ann"), "s", ignore));
  }
  EXPECT_EQ(office.prove("ann", "s"), "refused");
  EXPECT_EQ(office.sign_up("ann", "s"), "refused");
  office.settle();
  EXPECT_EQ(office.prove("ann", "s"), "nobody");
}

TEST(Accounts, begin_nothing_more_once_closed) {
  Office office;
  bool answered = false;
  EXPECT_TRUE(office.accounts.sign_up(user("ann"), "s", [&](Accounts::SignUp) { answered = true; }));
  EXPECT_TRUE(office.turns.step());  // Looked up; the hash is under way.
  office.accounts.close();
  office.settle();
  EXPECT_FALSE(answered);
  EXPECT_TRUE(office.store.accounts.empty());
  EXPECT_EQ(office.work.count(), 0U);
}

TEST(Accounts, store_what_was_under_way_when_closed) {
  Office office;
  EXPECT_TRUE(office.accounts.sign_up(user("ann"), "s", [](Accounts::SignUp) {}));
  office.turns.step();
  office.turns.step();  // Hashed; the store has it.
  office.accounts.close();
  EXPECT_EQ(office.work.count(), 1U);
  bool idle = false;
  office.work.when_none([&] { idle = true; });
  EXPECT_FALSE(idle);
  office.settle();
  EXPECT_TRUE(idle);
  EXPECT_EQ(office.store.accounts.size(), 1U);
}

}  // namespace
}  // namespace parley::registry
