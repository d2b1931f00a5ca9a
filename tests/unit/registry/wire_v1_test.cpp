#include <gmock/gmock.h>

#include <string>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

/// The v1 wire, byte for byte, as a client sees it.
namespace parley::registry {
namespace {

using test::RegistryFixture;

TEST(WireV1, greets_once_and_never_answers_hello) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  EXPECT_EQ(client.take(), "HELLO_BACK SUCCESS 200 ");
  EXPECT_EQ(client.ask("HELLO P2P"), "");
  EXPECT_EQ(client.ask(" HELLO\tP2P\r\n"), "");
  EXPECT_EQ(client.ask("REGISTER ann s"), "REGISTER <SUCCESS> <200>");
  EXPECT_EQ(client.ask("HELLO P2P"), "");
  EXPECT_EQ(client.ask("HELLO P2P 2"), "HELLO <FAILURE> <409>");
}

TEST(WireV1, signs_up_and_logs_in) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  EXPECT_EQ(client.ask("LOGIN ann s 5000"), "AUTH <FAILURE> <404>");
  EXPECT_EQ(client.ask("REGISTER ann s"), "REGISTER <SUCCESS> <200>");
  EXPECT_EQ(client.ask("REGISTER ANN t"), "REGISTER <EXIST> <300>");
  EXPECT_EQ(client.ask("LOGIN ann t 5000"), "AUTH <FAILURE> <404>");
  EXPECT_EQ(client.ask("  LOGIN  ann\ts 5000\r\n"), "AUTH <SUCCESS> <200>");
  EXPECT_EQ(client.ask("LOGIN ann s 5000"), "AUTH <ONLINE> <300>");
  EXPECT_EQ(client.ask("LOGIN bob s 5000"), "AUTH <FAILURE> <403>");
  EXPECT_EQ(client.ask("REGISTER bob s"), "REGISTER <SUCCESS> <200>");
}

TEST(WireV1, never_evicts_the_one_who_is_online) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto other = fixture.connect();
  other.take();
  EXPECT_EQ(other.ask("LOGIN ann secret 6000"), "AUTH <ONLINE> <300>");
  EXPECT_EQ(other.ask("LOGIN ann wrong 6000"), "AUTH <FAILURE> <404>");
  EXPECT_FALSE(ann.closed());
}

TEST(WireV1, lets_one_of_two_racing_logins_win) {
  RegistryFixture fixture;
  fixture.log_in("ann").lose();
  auto one = fixture.connect();
  auto two = fixture.connect();
  one.take();
  two.take();
  one.send("LOGIN ann secret 5000");
  two.send("LOGIN ann secret 5001");
  fixture.settle();
  EXPECT_EQ(one.take(), "AUTH <SUCCESS> <200>");
  EXPECT_EQ(two.take(), "AUTH <ONLINE> <300>");
}

TEST(WireV1, searches) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("Bob", 6000, "10.0.0.2");
  fixture.log_in("cat").lose();
  ann.take();
  EXPECT_EQ(ann.ask("SEARCH_USER bob"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.2:6000");
  EXPECT_EQ(ann.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.1:5000");
  EXPECT_EQ(ann.ask("SEARCH_USER cat"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(ann.ask("SEARCH_USER dan"), "SEARCH_USER_RESPONSE <NOT_FOUND> <404>");
  EXPECT_EQ(ann.ask("SEARCH_USER d!n"), "SEARCH_USER_RESPONSE <NOT_FOUND> <404>");
}

TEST(WireV1, lists_peers_in_order_of_login_without_the_asker) {
  RegistryFixture fixture;
  auto zoe = fixture.log_in("zoe", 5001, "10.0.0.9");
  zoe.take();
  EXPECT_EQ(zoe.ask("DISCOVER_PEERS SIMPLE zoe"), "PEER_LIST <FAILURE> <404>");
  EXPECT_EQ(zoe.ask("DISCOVER_PEERS DETAILED zoe"), "PEER_LIST <FAILURE> <404>");
  auto ann = fixture.log_in("Ann", 5002, "10.0.0.1");
  auto bob = fixture.log_in("bob", 5003, "10.0.0.2");
  ann.take();
  EXPECT_EQ(ann.ask("DISCOVER_PEERS SIMPLE ANN"), "PEER_LIST <SUCCESS> <200> zoe bob");
  EXPECT_EQ(ann.ask("DISCOVER_PEERS DETAILED ann"),
            "PEER_LIST <SUCCESS> <200> zoe (10.0.0.9:5001) bob (10.0.0.2:5003)");
  EXPECT_EQ(ann.ask("DISCOVER_PEERS SIMPLE zoe"), "PEER_LIST <FAILURE> <403>");
}

TEST(WireV1, makes_lists_joins_and_leaves_rooms) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.take();
  bob.take();
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <FAILURE> <404>");
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM Den ann"), "CREATION <SUCCESS> <200>");
  EXPECT_EQ(bob.ask("CREATE-CHAT-ROOM den bob"), "CREATION <FAILURE> <404>");
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS den"), "PEER-LIST <SUCCESS> <200> ann bob");
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS hut"), "PEER-LIST <SUCCESS> <200>");
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS h!t"), "PEER-LIST <SUCCESS> <200>");
  auto cat = fixture.log_in("cat");
  cat.take();
  EXPECT_EQ(cat.ask("CREATE-CHAT-ROOM hut cat"), "CREATION <SUCCESS> <200>");
  EXPECT_EQ(cat.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> Den ['ann', 'bob'] ann. hut ['cat'] cat.");
  EXPECT_EQ(ann.ask("ROOM-EXIT ann hut"), "ROOM-EXIT-RESPONSE <FAILURE> <404>");
  EXPECT_EQ(ann.ask("ROOM-EXIT ann none"), "ROOM-EXIT-RESPONSE <FAILURE> <404>");
  EXPECT_EQ(ann.ask("ROOM-EXIT ann den"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("ROOM-EXIT ann den"), "ROOM-EXIT-RESPONSE <FAILURE> <404>");
  EXPECT_EQ(cat.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> Den ['bob'] bob. hut ['cat'] cat.");
  EXPECT_EQ(bob.ask("ROOM-EXIT bob DEN"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(cat.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> hut ['cat'] cat.");
}

TEST(WireV1, refuses_a_second_room_and_anothers_name) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.ask("CREATE-CHAT-ROOM hut bob");
  ann.take();
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM new ann"), "CREATION <FAILURE> <409>");
  EXPECT_EQ(ann.ask("JOIN-CHAT-ROOM hut ann"), "JOIN <FAILURE> <409>");
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM new bob"), "CREATION <FAILURE> <403>");
  EXPECT_EQ(ann.ask("JOIN-CHAT-ROOM hut bob"), "JOIN <FAILURE> <403>");
  EXPECT_EQ(ann.ask("ROOM-EXIT bob hut"), "ROOM-EXIT-RESPONSE <FAILURE> <403>");
  EXPECT_EQ(ann.ask("LOGOUT bob"), "LOGOUT <FAILURE> <403>");
  EXPECT_EQ(ann.ask("LOGOUT b!b"), "LOGOUT <FAILURE> <403>");
  EXPECT_FALSE(ann.closed());
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> den ['ann'] ann. hut ['bob'] bob.");
}

TEST(WireV1, asks_for_a_login_first) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  EXPECT_EQ(client.ask("SEARCH_USER a"), "SEARCH_USER_RESPONSE <FAILURE> <401>");
  EXPECT_EQ(client.ask("DISCOVER_PEERS SIMPLE a"), "PEER_LIST <FAILURE> <401>");
  EXPECT_EQ(client.ask("CREATE-CHAT-ROOM r a"), "CREATION <FAILURE> <401>");
  EXPECT_EQ(client.ask("JOIN-CHAT-ROOM r a"), "JOIN <FAILURE> <401>");
  EXPECT_EQ(client.ask("JOIN-CHAT-ROOM r! a"), "JOIN <FAILURE> <401>");
  EXPECT_EQ(client.ask("ROOM-EXIT a r"), "ROOM-EXIT-RESPONSE <FAILURE> <401>");
  EXPECT_EQ(client.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <FAILURE> <401>");
  EXPECT_EQ(client.ask("DISCOVER-ROOM-PEERS r"), "PEER-LIST <FAILURE> <401>");
}

TEST(WireV1, answers_what_is_no_request_and_goes_on) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  EXPECT_EQ(client.ask("GET / HTTP/1.1"), "ERROR <FAILURE> <400>");
  EXPECT_EQ(client.ask(" \r\n"), "ERROR <FAILURE> <400>");
  EXPECT_EQ(client.ask("\xff\xfe"), "ERROR <FAILURE> <400>");
  EXPECT_EQ(client.ask(std::string_view("LOGIN\0 a b", 10)), "ERROR <FAILURE> <400>");
  EXPECT_EQ(client.ask("REGISTER ann"), "REGISTER <FAILURE> <400>");
  EXPECT_EQ(client.ask("REGISTER a!n s"), "REGISTER <FAILURE> <400>");
  EXPECT_EQ(client.ask("LOGIN ann s 0"), "AUTH <FAILURE> <400>");
  EXPECT_EQ(client.ask("REGISTER ann s"), "REGISTER <SUCCESS> <200>");
}

TEST(WireV1, closes_after_a_message_too_long) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  EXPECT_EQ(client.ask(std::string(limits::kV1MessageBytes, 'a')), "ERROR <FAILURE> <400>");
  EXPECT_FALSE(client.closed());
  EXPECT_EQ(client.ask(std::string(limits::kV1MessageBytes + 1, 'a')), "ERROR <FAILURE> <400>");
  EXPECT_TRUE(client.closed());
  EXPECT_TRUE(client.gone());
}

TEST(WireV1, closes_without_an_answer_on_logout) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  ann.take();
  EXPECT_EQ(ann.ask("LOGOUT Ann"), "");
  EXPECT_TRUE(ann.closed());
  auto again = fixture.log_in("ann");
  again.take();
  EXPECT_EQ(again.ask("LOGOUT"), "");
  EXPECT_TRUE(again.closed());
  auto nobody = fixture.connect();
  nobody.take();
  EXPECT_EQ(nobody.ask("LOGOUT ann"), "");
  EXPECT_TRUE(nobody.closed());
}

TEST(WireV1, answers_pipelined_records_in_order_each_in_a_record) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  for (const auto* record : {"REGISTER ann s", "LOGIN ann s 5000", "SHOW-ROOM-LIST", "SEARCH_USER bob"}) {
    client.send(record);
  }
  fixture.settle();
  EXPECT_EQ(client.take(),
            "REGISTER <SUCCESS> <200>|AUTH <SUCCESS> <200>|ROOMS-LIST <SUCCESS> <200>|"
            "SEARCH_USER_RESPONSE <NOT_FOUND> <404>");
}

TEST(WireV1, hides_nothing_of_a_secret_in_the_log) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.ask("REGISTER ann opensesame");
  client.ask("LOGIN ann opensesame 5000");
  client.ask("LOGOUT");
  for (const auto& line : fixture.log.lines) EXPECT_EQ(line.find("opensesame"), line.npos) << line;
  EXPECT_FALSE(fixture.log.lines.empty());
}

}  // namespace
}  // namespace parley::registry
