#include <gmock/gmock.h>

#include <string>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

/// Who counts as alive, and what ends with a session.
namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::RegistryFixture;
using test::room;
using test::user;

TEST(Life, of_a_session_ends_after_the_timeout_without_a_keep_alive) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  fixture.pass(limits::kKeepAliveTimeout - 1ns);
  EXPECT_FALSE(ann.closed());
  fixture.pass(1ns);
  EXPECT_TRUE(ann.closed());
  EXPECT_TRUE(ann.gone());
  EXPECT_EQ(fixture.registry->sessions().size(), 0U);
}

TEST(Life, of_a_session_goes_on_with_keep_alives_of_its_own_address) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  for (int i = 0; i < 10; ++i) {
    fixture.pass(2s);
    fixture.keep_alive("ANN");
  }
  EXPECT_FALSE(ann.closed());
  fixture.pass(2s);
  fixture.keep_alive("ann", "10.0.0.66");
  fixture.pass(1s);
  EXPECT_TRUE(ann.closed());
}

TEST(Life, of_a_session_goes_on_with_requests) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  for (int i = 0; i < 10; ++i) {
    fixture.pass(2s);
    ann.ask("NONSENSE");
  }
  EXPECT_FALSE(ann.closed());
}

TEST(Life, is_untouched_by_rubbish_datagrams) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  for (const auto* bytes : {"", "KEEP_ALIVE", "KEEP_ALIVE bob", "KEEP_ALIVE a!", "\xff\xff", "LOGOUT ann"}) {
    fixture.datagram(bytes);
  }
  fixture.datagram(std::string(65507, 'x'));
  EXPECT_FALSE(ann.closed());
  EXPECT_TRUE(fixture.network.sent.empty());
}

TEST(Life, takes_the_room_along_when_it_ends) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.ask("JOIN-CHAT-ROOM den bob");
  fixture.pass(2s);
  fixture.keep_alive("bob");
  fixture.pass(1s);
  EXPECT_TRUE(ann.closed());
  ASSERT_NE(fixture.registry->rooms().find(room("den")), nullptr);
  EXPECT_EQ(fixture.registry->rooms().find(room("den"))->host(), user("bob"));
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 1U);
  bob.lose();
  fixture.settle();
  EXPECT_TRUE(bob.gone());
  EXPECT_EQ(fixture.registry->rooms().find(room("den")), nullptr);
  EXPECT_TRUE(fixture.store.rooms.empty());
}

TEST(Life, takes_the_room_along_on_logout) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.ask("JOIN-CHAT-ROOM den bob");
  ann.ask("LOGOUT ann");
  bob.take();
  EXPECT_EQ(bob.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> den ['bob'] bob.");
}

TEST(Life, ends_once_when_everything_happens_at_once) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  ann.send("CREATE-CHAT-ROOM den ann");
  ann.lose();
  ann.lose();
  fixture.settle();
  fixture.pass(10s);
  EXPECT_EQ(fixture.registry->sessions().size(), 0U);
  EXPECT_TRUE(fixture.store.rooms.empty());
  auto again = fixture.log_in("ann");
  again.take();
  EXPECT_EQ(again.ask("CREATE-CHAT-ROOM den ann"), "CREATION <SUCCESS> <200>");
}

TEST(Life, of_all_ends_when_all_are_silent) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.ask("JOIN-CHAT-ROOM den bob");
  fixture.pass(limits::kKeepAliveTimeout);
  EXPECT_TRUE(ann.closed());
  EXPECT_TRUE(bob.closed());
  EXPECT_TRUE(fixture.registry->rooms().in_order().empty());
  EXPECT_TRUE(fixture.store.rooms.empty());
}

TEST(Life, keeps_what_a_vanished_client_began) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.send("REGISTER ann secret");
  ASSERT_TRUE(fixture.turns.step());  // The name is free: the secret is being hashed.
  client.lose();
  fixture.settle();
  EXPECT_EQ(fixture.store.accounts.size(), 1U);
}

TEST(Life, does_not_begin_for_a_vanished_client_what_costs_a_hash) {
  RegistryFixture fixture;
  const int before = fixture.hasher.hashes;
  auto client = fixture.connect();
  client.send("REGISTER ann secret");
  client.lose();
  fixture.settle();
  EXPECT_TRUE(fixture.store.accounts.empty());
  EXPECT_EQ(fixture.hasher.hashes, before);
}

TEST(Life, logs_nobody_in_who_vanished_before_the_answer) {
  RegistryFixture fixture;
  fixture.log_in("ann").lose();
  auto client = fixture.connect();
  client.send("LOGIN ann secret 5000");
  client.lose();
  fixture.settle();
  EXPECT_EQ(fixture.registry->sessions().size(), 0U);
}

TEST(Life, of_a_connection_without_a_login_is_bounded) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  fixture.pass(limits::kAnonymousTimeout - 1ns);
  EXPECT_EQ(client.ask("REGISTER ann s"), "HELLO_BACK SUCCESS 200 |REGISTER <SUCCESS> <200>");
  fixture.pass(1ns);
  EXPECT_TRUE(client.closed());
}

TEST(Life, with_a_login_is_not_bounded) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  for (auto passed = 0ns; passed < limits::kAnonymousTimeout + 5s; passed += 2s) {
    fixture.keep_alive("ann");
    fixture.pass(2s);
  }
  EXPECT_FALSE(ann.closed());
}

}  // namespace
}  // namespace parley::registry
