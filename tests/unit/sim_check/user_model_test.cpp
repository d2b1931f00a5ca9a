#include "sim/check/user_model.hpp"

#include <gtest/gtest.h>

namespace parley::sim::check {
namespace {

const UserName kAnn = *UserName::parse("ann");

TEST(AccountModel, know_nothing_of_whom_nobody_signed_up) {
  const AccountModel accounts;
  EXPECT_FALSE(accounts.may_exist(kAnn));
  EXPECT_TRUE(accounts.may_be_missing(kAnn, 1));
  EXPECT_FALSE(accounts.may_be_right(kAnn, "secret"));
}

TEST(AccountModel, leave_a_sign_up_open_until_it_is_answered) {
  AccountModel accounts;
  accounts.begin_sign_up(kAnn, "secret", 1);
  EXPECT_TRUE(accounts.may_exist(kAnn));
  EXPECT_TRUE(accounts.may_be_missing(kAnn, 1));
  EXPECT_TRUE(accounts.may_be_right(kAnn, "secret"));
  EXPECT_FALSE(accounts.may_exist_for(kAnn, 1)) << "its own attempt cannot have been first";
  EXPECT_TRUE(accounts.may_exist_for(kAnn, 2));
}

TEST(AccountModel, are_sure_of_what_was_answered) {
  AccountModel accounts;
  accounts.begin_sign_up(kAnn, "secret", 1);
  accounts.made(kAnn, "secret", 5);
  EXPECT_TRUE(accounts.may_be_missing(kAnn, 5)) << "to a look-up that began before the answer";
  EXPECT_FALSE(accounts.may_be_missing(kAnn, 6));
  EXPECT_FALSE(accounts.may_be_wrong(kAnn, "secret", 6));
  EXPECT_TRUE(accounts.may_be_wrong(kAnn, "other", 6));
  EXPECT_FALSE(accounts.may_be_right(kAnn, "other"));
}

TEST(AccountModel, learn_from_a_login_which_sign_up_was_carried_out) {
  AccountModel accounts;
  accounts.begin_sign_up(kAnn, "one", 1);
  accounts.begin_sign_up(kAnn, "two", 2);
  EXPECT_TRUE(accounts.may_be_right(kAnn, "one"));
  accounts.right(kAnn, "two", 7);
  EXPECT_FALSE(accounts.may_be_right(kAnn, "one"));
  EXPECT_TRUE(accounts.certainly_exists(kAnn));
}

TEST(AccountModel, learn_from_a_taken_name_that_it_was_another_sign_up) {
  AccountModel accounts;
  accounts.begin_sign_up(kAnn, "one", 1);
  accounts.begin_sign_up(kAnn, "two", 2);
  accounts.exists(kAnn, 2, 7);
  EXPECT_TRUE(accounts.may_be_right(kAnn, "one"));
  EXPECT_FALSE(accounts.may_be_right(kAnn, "two"));
}

TEST(AccountModel, show_a_name_as_it_was_signed_up) {
  AccountModel accounts;
  accounts.begin_sign_up(*UserName::parse("Ann"), "secret", 1);
  accounts.made(*UserName::parse("Ann"), "secret", 2);
  EXPECT_EQ(accounts.as_signed_up(kAnn).text(), "Ann");
}

}  // namespace
}  // namespace parley::sim::check
