#include <gmock/gmock.h>

#include <string>

#include "tests/unit/registry/town.hpp"

/// Where the members of a room meet: v1 members take the port of a search for the room's.
namespace parley::registry {
namespace {

using test::room;
using test::Town;

constexpr const char* kFound = "SEARCH_USER_RESPONSE <SUCCESS> <200> ";

struct Den : Town {
  Den() {
    ann.ask("CREATE-CHAT-ROOM den ann");
    for (auto* client : {&ann, &bob, &cat}) client->take();
  }
  Client ann = log_in("ann", 5001, "10.0.0.1");
  Client bob = log_in("bob", 5002, "10.0.0.2");
  Client cat = log_in("cat", 5003, "10.0.0.3");
};

TEST(RoomEndpoint, is_told_to_the_maker_who_searches_himself) {
  Den den;
  EXPECT_EQ(den.ann.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
}

TEST(RoomEndpoint, is_told_to_members_who_search_the_host) {
  Den den;
  den.bob.ask("JOIN-CHAT-ROOM den bob");
  den.bob.take();
  EXPECT_EQ(den.bob.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
  EXPECT_EQ(den.bob.ask("SEARCH_USER cat"), std::string(kFound) + "10.0.0.3:5003");
}

TEST(RoomEndpoint, stays_for_life_whoever_is_host) {
  Den den;
  den.bob.ask("JOIN-CHAT-ROOM den bob");
  den.ann.ask("ROOM-EXIT ann den");
  den.bob.take();
  EXPECT_EQ(den.bob.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.2:5001");
  EXPECT_EQ(den.cat.ask("JOIN-CHAT-ROOM den cat"), "JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(den.cat.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.2:5001");
  EXPECT_EQ(den.ann.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.2:5002");
}

TEST(RoomEndpoint, is_told_when_the_host_named_by_join_has_gone_since) {
  Den den;
  EXPECT_EQ(den.bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <SUCCESS> <200> ann");
  den.ann.ask("ROOM-EXIT ann den");
  EXPECT_EQ(den.bob.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
  EXPECT_EQ(den.cat.ask("JOIN-CHAT-ROOM den cat"), "JOIN <SUCCESS> <200> bob");
  den.bob.lose();
  EXPECT_EQ(den.cat.ask("SEARCH_USER bob"), std::string(kFound) + "10.0.0.3:5001");
  EXPECT_EQ(den.cat.ask("SEARCH_USER bob"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
}

TEST(RoomEndpoint, is_told_by_the_first_search_after_join_only) {
  Den den;
  den.ann.ask("ROOM-EXIT ann den");
  den.cat.ask("CREATE-CHAT-ROOM hut cat");
  den.bob.ask("JOIN-CHAT-ROOM hut bob");
  den.cat.ask("ROOM-EXIT cat hut");
  den.bob.take();
  EXPECT_EQ(den.bob.ask("SEARCH_USER ann"), std::string(kFound) + "10.0.0.1:5001");
  EXPECT_EQ(den.bob.ask("SEARCH_USER cat"), std::string(kFound) + "10.0.0.3:5003");
}

TEST(RoomEndpoint, of_a_room_left_is_forgotten) {
  Den den;
  den.bob.ask("JOIN-CHAT-ROOM den bob");
  den.bob.ask("ROOM-EXIT bob den");
  den.bob.ask("CREATE-CHAT-ROOM hut bob");
  den.ann.ask("LOGOUT");
  den.bob.take();
  EXPECT_EQ(den.bob.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
}

TEST(RoomEndpoint, differs_from_that_of_every_other_room) {
  Town town;
  auto ann = town.log_in("ann", 5000);
  auto bob = town.log_in("bob", 5000);
  auto cat = town.log_in("cat", 80);
  ann.ask("CREATE-CHAT-ROOM den ann");
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
