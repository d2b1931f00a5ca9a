#include <gmock/gmock.h>

#include <string>

#include "tests/unit/registry/registry_fixture.hpp"

/// Where the members of a room meet: v1 members take the port of a search for the room's.
namespace parley::registry {
namespace {

using test::RegistryFixture;
using test::room;

constexpr const char* kFound = "SEARCH_USER_RESPONSE <SUCCESS> <200> ";

struct RoomEndpointFixture : RegistryFixture {
  RoomEndpointFixture() {
    ann.ask("CREATE-CHAT-ROOM fixture ann");
    for (auto* client : {&ann, &bob, &cat}) client->take();
  }
  Client ann = log_in("ann", 5001, "10.0.0.1");
  Client bob = log_in("bob", 5002, "10.0.0.2");
  Client cat = log_in("cat", 5003, "10.0.0.3");
};

TEST(RoomEndpoint, is_told_to_the_maker_who_searches_himself) {
  RoomEndpointFixture fixture;
  EXPECT_EQ(fixture.ann.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
}

TEST(RoomEndpoint, is_told_to_members_who_search_the_host) {
  RoomEndpointFixture fixture;
  fixture.bob.ask("JOIN-CHAT-ROOM fixture bob");
  fixture.bob.take();
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER cat"), std::string(kFound) + "10.0.0.3:5003");
}

TEST(RoomEndpoint, stays_for_life_whoever_is_host) {
  RoomEndpointFixture fixture;
  fixture.bob.ask("JOIN-CHAT-ROOM fixture bob");
  fixture.ann.ask("ROOM-EXIT ann fixture");
  fixture.bob.take();
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.2:5001");
  EXPECT_EQ(fixture.cat.ask("JOIN-CHAT-ROOM fixture cat"), "JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(fixture.cat.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.2:5001");
  EXPECT_EQ(fixture.ann.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.2:5002");
}

TEST(RoomEndpoint, is_told_when_the_host_named_by_join_has_gone_since) {
  RoomEndpointFixture fixture;
  EXPECT_EQ(fixture.bob.ask("JOIN-CHAT-ROOM fixture bob"), "JOIN <SUCCESS> <200> ann");
  fixture.ann.ask("ROOM-EXIT ann fixture");
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
  EXPECT_EQ(fixture.cat.ask("JOIN-CHAT-ROOM fixture cat"), "JOIN <SUCCESS> <200> bob");
  fixture.bob.lose();
  EXPECT_EQ(fixture.cat.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.3:5001");
  EXPECT_EQ(fixture.cat.ask("SEARCH_USER bob"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
}

TEST(RoomEndpoint, is_told_by_the_first_search_after_join_only) {
  RoomEndpointFixture fixture;
  fixture.ann.ask("ROOM-EXIT ann fixture");
  fixture.cat.ask("CREATE-CHAT-ROOM hut cat");
  fixture.bob.ask("JOIN-CHAT-ROOM hut bob");
  fixture.cat.ask("ROOM-EXIT cat hut");
  fixture.bob.take();
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER cat"), std::string(kFound) + "10.0.0.3:5003");
}

TEST(RoomEndpoint, of_a_room_left_is_forgotten) {
  RoomEndpointFixture fixture;
  fixture.bob.ask("JOIN-CHAT-ROOM fixture bob");
  fixture.bob.ask("ROOM-EXIT bob fixture");
  fixture.bob.ask("CREATE-CHAT-ROOM hut bob");
  fixture.ann.ask("LOGOUT");
  fixture.bob.take();
  EXPECT_EQ(fixture.bob.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
}

TEST(RoomEndpoint, differs_from_that_of_every_other_room) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann", 5000);
  auto bob = fixture.log_in("bob", 5000);
  auto cat = fixture.log_in("cat", 80);
  ann.ask("CREATE-CHAT-ROOM fixture ann");
  bob.ask("CREATE-CHAT-ROOM hut bob");
  cat.ask("CREATE-CHAT-ROOM pub cat");
  bob.take();
  cat.take();
  EXPECT_EQ(bob.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.1:20000");
  EXPECT_EQ(cat.ask("SEARCH_USER cat"), std::string(kFound) + "10.0.0.1:20001");
  EXPECT_EQ(cat.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.1:5000");
}

}  // namespace
}  // namespace parley::registry
