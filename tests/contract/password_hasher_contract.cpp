// What PasswordHasher promises.

#include <optional>
#include <string>

#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

class PasswordHasherContract : public ContractTest {
 protected:
  PasswordHash hash(std::string_view secret) {
    std::optional<Result<PasswordHash>> answer;
    hasher_->hash(secret, [&](Result<PasswordHash> result) { answer = std::move(result); });
    EXPECT_TRUE(eventually([&] { return answer.has_value(); }));
    return answer && *answer ? **answer : PasswordHash{};
  }
  /// `right`, `wrong`, or why it cannot be told.
  std::string verify(std::string_view secret, const PasswordHash& expected) {
    std::optional<Result<bool>> answer;
    hasher_->verify(secret, expected, [&](Result<bool> result) { answer = std::move(result); });
    if (!eventually([&] { return answer.has_value(); })) return "no answer";
    if (*answer) return **answer ? "right" : "wrong";
    return answer->error().code == ErrorCode::kCorrupt ? "corrupt" : answer->error().message;
  }

  std::unique_ptr<PasswordHasher> hasher_ = world().make_hasher();
};

TEST_P(PasswordHasherContract, knows_the_right_secret_from_a_wrong_one) {
  const auto expected = hash("open sesame");
  EXPECT_FALSE(expected.text.empty());
  EXPECT_EQ(expected.text.find("sesame"), std::string::npos);
  EXPECT_EQ(verify("open sesame", expected), "right");
  EXPECT_EQ(verify("open sesam", expected), "wrong");
  EXPECT_EQ(verify("", expected), "wrong");
}

TEST_P(PasswordHasherContract, takes_any_bytes_for_a_secret) {
  const std::string secret("\0\xff\n", 3);
  const auto expected = hash(secret);
  EXPECT_EQ(verify(secret, expected), "right");
  EXPECT_EQ(verify(std::string("\0\xff", 2), expected), "wrong");
}

TEST_P(PasswordHasherContract, salts_each_hash_anew) {
  const auto one = hash("same");
  const auto two = hash("same");
  EXPECT_NE(one, two);
  EXPECT_EQ(verify("same", one), "right");
  EXPECT_EQ(verify("same", two), "right");
}

TEST_P(PasswordHasherContract, says_so_when_the_stored_hash_cannot_be_read) {
  auto cut = hash("secret");
  cut.text.resize(cut.text.size() / 2);
  for (const auto& text : {std::string(), std::string("rubbish"), cut.text}) {
    EXPECT_EQ(verify("secret", PasswordHash{text}), "corrupt") << text;
  }
}

TEST_P(PasswordHasherContract, answers_each_call_once_in_order_and_in_a_turn_of_its_own) {
  std::string order;
  int depth = 0;
  const auto note = [&](char name) {
    return [&order, &depth, name](const auto& /*result*/) {
      EXPECT_EQ(++depth, 1);
      order += name;
      --depth;
    };
  };
  hasher_->hash("a", note('a'));
  hasher_->verify("b", PasswordHash{"rubbish"}, note('b'));
  hasher_->hash("c", note('c'));
  hasher_->verify("d", PasswordHash{"rubbish"}, note('d'));
  EXPECT_EQ(order, "");
  ASSERT_TRUE(eventually([&] { return order.size() >= 4; }));
  world().run_for(kQuiet);
  EXPECT_EQ(order, "abcd");
}

TEST_P(PasswordHasherContract, may_be_called_from_within_an_answer) {
  std::optional<Result<bool>> verified;
  hasher_->hash("secret", [&](Result<PasswordHash> hashed) {
    hasher_->verify("secret", hashed.value(), [&](Result<bool> result) { verified = std::move(result); });
    EXPECT_FALSE(verified);
  });
  ASSERT_TRUE(eventually([&] { return verified.has_value(); }));
  EXPECT_TRUE(*verified && **verified);
}

TEST_P(PasswordHasherContract, answers_nothing_after_it_is_destroyed) {
  int answers = 0;
  for (int i = 0; i < 8; ++i) {
    hasher_->verify("x", PasswordHash{"rubbish"}, [&](const Result<bool>&) {
      ++answers;
      hasher_.reset();
    });
  }
  ASSERT_TRUE(eventually([&] { return answers > 0; }));
  world().run_for(kQuiet);
  EXPECT_EQ(answers, 1);
}

PARLEY_CONTRACT_SUITE(PasswordHasherContract);

}  // namespace
}  // namespace parley::contract
