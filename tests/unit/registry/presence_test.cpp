#include "registry/presence.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::user;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Endpoint kHome{kLoopback, 5000};
constexpr IpAddress kInOtherRoom = IpAddress::v4(0x0a000001);
constexpr SessionId kFirst{1};
constexpr SessionId kSecond{2};

struct PresenceFixture {
  FakeClock clock;
  TimerQueue timers{clock};
  std::vector<SessionId> silent;
  Presence presence{timers, 3s, [this](SessionId id) { silent.push_back(id); }};
};

TEST(Presence, knows_who_is_online_whatever_the_case) {
  PresenceFixture fixture;
  const OnlineUser* ann = fixture.presence.log_in(user("Ann"), kHome, kFirst);
  ASSERT_NE(ann, nullptr);
  EXPECT_EQ(fixture.presence.find(user("aNN")), ann);
  EXPECT_EQ(ann->name.text(), "Ann");
  EXPECT_EQ(fixture.presence.find(user("bob")), nullptr);
}

TEST(Presence, has_a_user_online_once) {
  PresenceFixture fixture;
  fixture.presence.log_in(user("ann"), kHome, kFirst);
  EXPECT_EQ(fixture.presence.log_in(user("ANN"), kHome, kSecond), nullptr);
  EXPECT_EQ(fixture.presence.find(user("ann"))->session, kFirst);
  fixture.presence.log_out(user("ann"));
  EXPECT_NE(fixture.presence.log_in(user("ANN"), kHome, kSecond), nullptr);
}

TEST(Presence, lists_in_order_of_login) {
  PresenceFixture fixture;
  for (const auto* name : {"zoe", "ann", "bob"}) fixture.presence.log_in(user(name), kHome, kFirst);
  fixture.presence.log_out(user("ann"));
  fixture.presence.log_in(user("ann"), kHome, kFirst);
  std::vector<std::string> names;
  for (const auto& online : fixture.presence.in_order()) names.push_back(online.name.text());
  EXPECT_THAT(names, ElementsAre("zoe", "bob", "ann"));
}

TEST(Presence, reports_silence_unless_a_datagram_from_home_breaks_it) {
  PresenceFixture fixture;
  fixture.presence.log_in(user("ann"), kHome, kFirst);
  fixture.presence.log_in(user("bob"), kHome, kSecond);
  fixture.clock.advance(2s);
  EXPECT_TRUE(fixture.presence.heard_from(user("ann"), kLoopback));
  EXPECT_FALSE(fixture.presence.heard_from(user("bob"), kInOtherRoom));
  EXPECT_FALSE(fixture.presence.heard_from(user("cat"), kLoopback));
  fixture.clock.advance(1s);
  EXPECT_THAT(fixture.silent, ElementsAre(kSecond));
}

TEST(Presence, does_not_report_one_who_logged_out) {
  PresenceFixture fixture;
  fixture.presence.log_in(user("ann"), kHome, kFirst);
  fixture.presence.log_out(fixture.presence.find(user("ann"))->name);
  fixture.clock.advance(10s);
  EXPECT_THAT(fixture.silent, IsEmpty());
  EXPECT_EQ(fixture.presence.size(), 0U);
}

}  // namespace
}  // namespace parley::registry
