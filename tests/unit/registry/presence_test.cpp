#include "registry/presence.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/unit/registry/town.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::user;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Endpoint kHome{kLoopback, 5000};
constexpr IpAddress kElsewhere = IpAddress::v4(0x0a000001);
constexpr SessionId kFirst{1};
constexpr SessionId kSecond{2};

struct Town {
  test::ManualClock clock;
  TimerQueue timers{clock};
  std::vector<SessionId> silent;
  Presence presence{timers, 3s, [this](SessionId id) { silent.push_back(id); }};
};

TEST(Presence, knows_who_is_online_whatever_the_case) {
  Town town;
  const OnlineUser* ann = town.presence.log_in(user("Ann"), kHome, kFirst);
  ASSERT_NE(ann, nullptr);
  EXPECT_EQ(town.presence.find(user("aNN")), ann);
  EXPECT_EQ(ann->name.text(), "Ann");
  EXPECT_EQ(town.presence.find(user("bob")), nullptr);
}

TEST(Presence, has_a_user_online_once) {
  Town town;
  town.presence.log_in(user("ann"), kHome, kFirst);
  EXPECT_EQ(town.presence.log_in(user("ANN"), kHome, kSecond), nullptr);
  EXPECT_EQ(town.presence.find(user("ann"))->session, kFirst);
  town.presence.log_out(user("ann"));
  EXPECT_NE(town.presence.log_in(user("ANN"), kHome, kSecond), nullptr);
}

TEST(Presence, lists_in_order_of_login) {
  Town town;
  for (const auto* name : {"zoe", "ann", "bob"}) town.presence.log_in(user(name), kHome, kFirst);
  town.presence.log_out(user("ann"));
  town.presence.log_in(user("ann"), kHome, kFirst);
  std::vector<std::string> names;
  for (const auto& online : town.presence.in_order()) names.push_back(online.name.text());
  EXPECT_THAT(names, ElementsAre("zoe", "bob", "ann"));
}

TEST(Presence, reports_silence_unless_a_datagram_from_home_breaks_it) {
  Town town;
  town.presence.log_in(user("ann"), kHome, kFirst);
  town.presence.log_in(user("bob"), kHome, kSecond);
  town.clock.pass(2s);
  EXPECT_TRUE(town.presence.heard_from(user("ann"), kLoopback));
  EXPECT_FALSE(town.presence.heard_from(user("bob"), kElsewhere));
  EXPECT_FALSE(town.presence.heard_from(user("cat"), kLoopback));
  town.clock.pass(1s);
  EXPECT_THAT(town.silent, ElementsAre(kSecond));
}

TEST(Presence, does_not_report_one_who_logged_out) {
  Town town;
  town.presence.log_in(user("ann"), kHome, kFirst);
  town.presence.log_out(town.presence.find(user("ann"))->name);
  town.clock.pass(10s);
  EXPECT_THAT(town.silent, IsEmpty());
  EXPECT_EQ(town.presence.size(), 0U);
}

}  // namespace
}  // namespace parley::registry
