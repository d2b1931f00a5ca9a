#include "registry/hash_queue.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::RegistryFixture;
using testing::ElementsAre;

IpAddress address(std::string_view text) { return IpAddress::parse(text).value(); }

class HashQueueTest : public testing::Test {
 protected:
  HashQueueTest() { limits.hashes_at_once = 1; }

  void add(std::uint64_t connection, std::string_view from) {
    queue.add({ConnectionId{connection}, address(from)},
              [this, connection] { started.push_back(connection); });
  }
  void finish_after(Duration time) {
    const Instant start = clock.now();
    clock.advance(time);
    queue.finished(start);
  }

  RegistryLimits limits;
  FakeClock clock;
  HashQueue queue{clock, limits};
  std::vector<std::uint64_t> started;
};

TEST_F(HashQueueTest, starts_as_many_at_once_as_the_hasher_has_threads) {
  limits.hashes_at_once = 2;
  for (std::uint64_t i = 1; i <= 4; ++i) add(i, "10.0.0.1");
  EXPECT_THAT(started, ElementsAre(1, 2));
  finish_after(1ms);
  EXPECT_THAT(started, ElementsAre(1, 2, 3));
}

TEST_F(HashQueueTest, lets_addresses_take_turns) {
  for (std::uint64_t i = 1; i <= 4; ++i) add(i, "10.0.0.1");
  add(5, "10.0.0.2");
  add(6, "10.0.0.2");
  add(7, "10.0.0.3");
  for (int i = 0; i < 6; ++i) finish_after(1ms);
  EXPECT_THAT(started, ElementsAre(1, 2, 5, 7, 3, 6, 4));
}

TEST_F(HashQueueTest, takes_the_addresses_of_one_ipv6_network_for_one) {
  add(1, "2001:db8::1");
  add(2, "2001:db8::2");
  add(3, "2001:db8::ffff:3");
  add(4, "2001:db8:0:1::4");
  for (int i = 0; i < 3; ++i) finish_after(1ms);
  EXPECT_THAT(started, ElementsAre(1, 2, 4, 3));
}

TEST_F(HashQueueTest, never_starts_what_was_cancelled) {
  add(1, "10.0.0.1");
  add(2, "10.0.0.1");
  add(3, "10.0.0.2");
  add(4, "10.0.0.3");
  EXPECT_FALSE(queue.cancel(ConnectionId{1}));  // It is under way.
  EXPECT_TRUE(queue.cancel(ConnectionId{2}));
  EXPECT_TRUE(queue.cancel(ConnectionId{3}));
  EXPECT_FALSE(queue.cancel(ConnectionId{3}));
  add(5, "10.0.0.2");
  for (int i = 0; i < 3; ++i) finish_after(1ms);
  EXPECT_THAT(started, ElementsAre(1, 4, 5));
}

TEST_F(HashQueueTest, refuses_who_would_wait_for_too_long) {
  limits.hash_wait = 3s;
  add(1, "10.0.0.1");
  finish_after(1s);  // So long does one take.
  add(2, "10.0.0.1");
  EXPECT_TRUE(queue.admits(address("10.0.0.1")));
  add(3, "10.0.0.1");
  EXPECT_TRUE(queue.admits(address("10.0.0.1")));
  add(4, "10.0.0.1");
  EXPECT_FALSE(queue.admits(address("10.0.0.1")));
  EXPECT_TRUE(queue.admits(address("10.0.0.2"))) << "they are next but one";
  limits.hashes_at_once = 2;
  EXPECT_TRUE(queue.admits(address("10.0.0.1")));
}

TEST(HashesOfAbsentees, are_not_computed) {
  RegistryLimits limits;
  limits.hashes_at_once = 1;
  RegistryFixture fixture(limits);
  const auto send = [&](std::string_view ip) {
    auto client = fixture.connect(ip);
    client.send("LOGIN ann secret 5000");
    return client;
  };
  auto first = send("10.0.0.1");
  std::vector<RegistryFixture::Client> gone;
  for (int i = 0; i < 10; ++i) gone.push_back(send("10.0.0.1"));
  while (fixture.hasher.verifications < 1) ASSERT_TRUE(fixture.turns.step());
  for (auto& client : gone) client.lose();
  auto last = send("10.0.0.1");
  fixture.settle();
  EXPECT_EQ(fixture.hasher.verifications, 2);
  EXPECT_THAT(last.take(), testing::HasSubstr("AUTH <FAILURE> <404>"));
}

TEST(HashesOfAbsentees, make_room_for_others) {
  RegistryLimits limits;
  limits.hashes_at_once = 1;
  limits.pending_hashes = 3;
  RegistryFixture fixture(limits);
  for (int i = 0; i < 20; ++i) {
    auto client = fixture.connect();
    client.send("LOGIN ann secret 5000");
    client.lose();
    fixture.settle();
  }
  EXPECT_THAT(fixture.connect().ask("LOGIN ann secret 5000"), testing::HasSubstr("AUTH <FAILURE> <404>"));
}

}  // namespace
}  // namespace parley::registry
