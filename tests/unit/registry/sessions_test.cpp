#include "registry/sessions.hpp"

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
constexpr ConnectionId kFirst{1};
constexpr ConnectionId kSecond{2};

struct SessionsFixture {
  FakeClock clock;
  TimerQueue timers{clock};
  std::vector<ConnectionId> silent;
  Sessions sessions{timers, 3s, [this](ConnectionId id) { silent.push_back(id); }};
};

TEST(Sessions, knows_who_is_online_whatever_the_case) {
  SessionsFixture fixture;
  const Session* ann = fixture.sessions.log_in(user("Ann"), kHome, kFirst);
  ASSERT_NE(ann, nullptr);
  EXPECT_EQ(fixture.sessions.find(user("aNN")), ann);
  EXPECT_EQ(ann->name.text(), "Ann");
  EXPECT_EQ(fixture.sessions.find(user("bob")), nullptr);
}

TEST(Sessions, has_a_user_online_once) {
  SessionsFixture fixture;
  fixture.sessions.log_in(user("ann"), kHome, kFirst);
  EXPECT_EQ(fixture.sessions.log_in(user("ANN"), kHome, kSecond), nullptr);
  EXPECT_EQ(fixture.sessions.find(user("ann"))->connection, kFirst);
  fixture.sessions.log_out(user("ann"));
  EXPECT_NE(fixture.sessions.log_in(user("ANN"), kHome, kSecond), nullptr);
}

TEST(Sessions, lists_in_order_of_login) {
  SessionsFixture fixture;
  for (const auto* name : {"zoe", "ann", "bob"}) fixture.sessions.log_in(user(name), kHome, kFirst);
  fixture.sessions.log_out(user("ann"));
  fixture.sessions.log_in(user("ann"), kHome, kFirst);
  std::vector<std::string> names;
  for (const auto& online : fixture.sessions.in_order()) names.push_back(online.name.text());
  EXPECT_THAT(names, ElementsAre("zoe", "bob", "ann"));
}

TEST(Sessions, reports_silence_unless_a_datagram_from_home_breaks_it) {
  SessionsFixture fixture;
  fixture.sessions.log_in(user("ann"), kHome, kFirst);
  fixture.sessions.log_in(user("bob"), kHome, kSecond);
  fixture.clock.advance(2s);
  EXPECT_TRUE(fixture.sessions.heard_from(user("ann"), kLoopback));
  EXPECT_FALSE(fixture.sessions.heard_from(user("bob"), kInOtherRoom));
  EXPECT_FALSE(fixture.sessions.heard_from(user("cat"), kLoopback));
  fixture.clock.advance(1s);
  EXPECT_THAT(fixture.silent, ElementsAre(kSecond));
}

TEST(Sessions, does_not_report_one_who_logged_out) {
  SessionsFixture fixture;
  fixture.sessions.log_in(user("ann"), kHome, kFirst);
  fixture.sessions.log_out(fixture.sessions.find(user("ann"))->name);
  fixture.clock.advance(10s);
  EXPECT_THAT(fixture.silent, IsEmpty());
  EXPECT_EQ(fixture.sessions.size(), 0U);
}

}  // namespace
}  // namespace parley::registry
