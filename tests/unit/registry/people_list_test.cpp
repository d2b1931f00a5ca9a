#include "registry/people_list.hpp"

#include <gtest/gtest.h>

#include "registry/sessions.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

using test::user;

class PeopleListTest : public testing::Test {
 protected:
  void log_in(std::string_view name, std::uint16_t port) {
    sessions.log_in(user(name), {kLoopback, port}, ConnectionId{port});
  }

  FakeClock clock;
  TimerQueue timers{clock};
  Sessions sessions{timers, std::chrono::seconds(3), [](ConnectionId) {}};
  PeopleList names{sessions, false};
  PeopleList detailed{sessions, true};
};

TEST_F(PeopleListTest, leaves_out_who_asks_wherever_they_stand) {
  log_in("ann", 1);
  log_in("bob", 2);
  log_in("carol", 3);
  EXPECT_EQ(names.without(ConnectionId{1}), "bob carol");
  EXPECT_EQ(names.without(ConnectionId{2}), "ann carol");
  EXPECT_EQ(names.without(ConnectionId{3}), "ann bob");
  EXPECT_EQ(names.without(ConnectionId{4}), "ann bob carol");
  EXPECT_EQ(detailed.without(ConnectionId{2}), "ann (127.0.0.1:1) carol (127.0.0.1:3)");
}

TEST_F(PeopleListTest, is_empty_where_nobody_else_is_online) {
  EXPECT_EQ(names.without(ConnectionId{1}), "");
  log_in("ann", 1);
  EXPECT_EQ(names.without(ConnectionId{1}), "");
}

TEST_F(PeopleListTest, follows_each_log_in_and_log_out) {
  log_in("ann", 1);
  log_in("bob", 2);
  EXPECT_EQ(names.without(ConnectionId{1}), "bob");
  sessions.log_out(user("bob"));
  log_in("bill", 2);
  EXPECT_EQ(names.without(ConnectionId{1}), "bill");
  EXPECT_EQ(detailed.without(ConnectionId{2}), "ann (127.0.0.1:1)");
}

}  // namespace
}  // namespace parley::registry
