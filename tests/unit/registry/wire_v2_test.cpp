#include <gmock/gmock.h>

#include <string>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

/// The v2 wire: the same verbs by lines.
namespace parley::registry {
namespace {

using test::RegistryFixture;

constexpr const char* kWelcome =
    "HELLO <SUCCESS> <200> versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 udp-port=15500\n";

RegistryFixture::Client v2(RegistryFixture& fixture) {
  auto client = fixture.connect();
  client.ask("HELLO P2P 2\n");
  return client;
}

TEST(WireV2, greets_without_a_line_end_and_answers_hello) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  EXPECT_EQ(client.take(), "HELLO_BACK SUCCESS 200 ");
  EXPECT_EQ(client.ask("HELLO P2P 2\n"), kWelcome);
  EXPECT_EQ(client.ask("HELLO P2P 2\r\n"), kWelcome);
  EXPECT_EQ(client.ask("HELLO P2P\n"), "");
}

TEST(WireV2, reads_lines_however_they_arrive) {
  RegistryFixture fixture;
  auto client = v2(fixture);
  client.take();
  EXPECT_EQ(client.ask("REGISTER an"), "");
  EXPECT_EQ(client.ask("n s\nLOGIN ann s 5000\r"), "REGISTER <SUCCESS> <200>\n");
  EXPECT_EQ(client.ask("\nSHOW-ROOM-LIST\n"), "AUTH <SUCCESS> <200>\nROOMS-LIST <SUCCESS> <200>\n");
  EXPECT_EQ(client.ask("\n"), "ERROR <FAILURE> <400>\n");
  EXPECT_EQ(client.ask("NONSENSE\n"), "ERROR <FAILURE> <400>\n");
}

TEST(WireV2, takes_what_follows_the_hello_in_its_record) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  EXPECT_EQ(client.ask("HELLO P2P 2\nSHOW-ROOM-LIST\n"),
            std::string(kWelcome) + "ROOMS-LIST <FAILURE> <401>\n");
}

TEST(WireV2, answers_the_requests_of_one_turn_in_one_record) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("zoe");
  auto client = v2(fixture);
  client.ask("REGISTER ann s\nLOGIN ann s 5000\n");
  client.take();
  EXPECT_EQ(client.ask("SEARCH_USER zoe\nDISCOVER_PEERS SIMPLE ann\nSHOW-ROOM-LIST\n"),
            "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.1:5000\nPEER_LIST <SUCCESS> <200> zoe\n"
            "ROOMS-LIST <SUCCESS> <200>\n");
}

TEST(WireV2, sends_what_it_owes_before_it_closes) {
  RegistryFixture fixture;
  auto client = v2(fixture);
  client.take();
  EXPECT_EQ(client.ask("SHOW-ROOM-LIST\nLOGOUT\nSHOW-ROOM-LIST\n"), "ROOMS-LIST <FAILURE> <401>\n");
  EXPECT_TRUE(client.closed());
}

TEST(WireV2, takes_the_longest_line_and_closes_after_a_longer_one) {
  RegistryFixture fixture;
  auto client = v2(fixture);
  client.take();
  const std::string longest(limits::kV2LineBytes, 'a');
  EXPECT_EQ(client.ask(longest + "\n"), "ERROR <FAILURE> <400>\n");
  EXPECT_FALSE(client.closed());
  EXPECT_EQ(client.ask(longest + "a"), "ERROR <FAILURE> <400>\n");
  EXPECT_TRUE(client.closed());
}

TEST(WireV2, tells_the_udp_port_that_was_picked_and_a_shorter_timeout) {
  RegistryFixture fixture;
  fixture.options.udp.port = 0;
  fixture.options.limits.keep_alive_timeout = std::chrono::milliseconds(900);
  fixture.start();
  auto client = fixture.connect();
  client.take();
  EXPECT_EQ(client.ask("HELLO P2P 2"),
            "HELLO <SUCCESS> <200> versions=1,2 keep-alive-ms=300 timeout-ms=900 line-bytes=65536 "
            "udp-port=40002\n");
  EXPECT_EQ(fixture.registry->udp_endpoint().port, 40002);
  EXPECT_EQ(fixture.registry->tcp_endpoint().port, 15600);
}

}  // namespace
}  // namespace parley::registry
