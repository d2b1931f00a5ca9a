#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

/// Clients that send too fast, read too little or come too many.
namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::RegistryFixture;

std::string filled(std::string_view text, std::size_t size) {
  return std::string(text) + std::string(size - text.size(), ' ');
}

TEST(BackPressure, stops_reading_a_client_far_ahead_of_its_answers) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  client.send("REGISTER ann s");
  const std::string request = filled("SHOW-ROOM-LIST", limits::kV1MessageBytes);
  std::size_t sent = 0;
  while (!client.connection().paused && sent < 1000) {
    client.send(request);
    ++sent;
  }
  EXPECT_GE(sent * (request.size() + 2), limits::kPendingRequestBytes);
  EXPECT_LE((sent - 1) * request.size(), limits::kPendingRequestBytes);
  fixture.settle();
  EXPECT_FALSE(client.connection().paused);
  EXPECT_EQ(client.connection().written.size(), 2 + sent);
}

TEST(BackPressure, holds_requests_back_while_answers_wait_to_leave) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.connection().stuck = true;
  std::size_t answered = 0;
  for (int i = 0; i < 20000; ++i) client.send("NONSENSE");
  answered = client.connection().written.size();
  EXPECT_GT(client.connection().unsent, limits::kUnsentBytes);
  EXPECT_LT(client.connection().unsent, limits::kUnsentBytes + 100);
  client.drain();
  EXPECT_GT(client.connection().written.size(), answered);
}

TEST(BackPressure, reads_on_once_answers_have_left) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.connection().stuck = true;
  const std::string request = filled("NONSENSE", limits::kV1MessageBytes);
  for (int i = 0; i < 20000 && !client.connection().paused; ++i) client.send(request);
  EXPECT_TRUE(client.connection().paused);
  client.drain();
  fixture.settle();
  EXPECT_FALSE(client.connection().paused);
  const auto before = client.connection().written.size();
  client.send("NONSENSE");
  EXPECT_EQ(client.connection().written.size(), before + 1);
}

TEST(BackPressure, goes_on_at_once_when_a_v2_batch_leaves_at_once) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.ask("HELLO P2P 2\n");
  client.send("REGISTER ann s\n");
  std::string requests;
  for (int i = 0; i < 8000; ++i) requests += "X\n";
  for (int i = 0; i < 4; ++i) client.send(requests);
  fixture.settle();
  std::size_t lines = 0;
  for (const auto& record : client.connection().written) {
    for (const char c : record) lines += c == '\n' ? 1 : 0;
  }
  EXPECT_EQ(lines, 32002U);
}

TEST(BackPressure, never_waits_for_the_end_of_a_line_without_reading) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.ask("HELLO P2P 2\n");
  const std::string longest(limits::kV2LineBytes, 'x');
  client.send(longest);
  EXPECT_FALSE(client.connection().paused);
  client.send("\nREGISTER ann s\n" + longest);
  EXPECT_TRUE(client.connection().paused);
  fixture.settle();
  EXPECT_FALSE(client.connection().paused);
  client.take();
  EXPECT_EQ(client.ask("\n"), "ERROR <FAILURE> <400>\n");
}

TEST(BackPressure, closes_a_client_that_takes_nothing) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.connection().stuck = true;
  client.send("NONSENSE");
  fixture.pass(limits::kStalledWriteTimeout - 1ns);
  EXPECT_FALSE(client.closed());
  fixture.pass(1ns);
  EXPECT_TRUE(client.closed());
}

TEST(BackPressure, counts_anew_once_all_was_taken) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.connection().stuck = true;
  client.send("NONSENSE");
  fixture.pass(limits::kStalledWriteTimeout - 1s);
  client.drain();
  client.connection().stuck = true;
  client.send("NONSENSE");
  fixture.pass(limits::kStalledWriteTimeout - 1ns);
  EXPECT_FALSE(client.closed());
  fixture.pass(1ns);
  EXPECT_TRUE(client.closed());
}

TEST(BackPressure, keeps_a_client_that_takes_its_answers_slowly) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.connection().stuck = true;
  for (int i = 0; i < 5; ++i) {
    client.send("NONSENSE");
    client.send("NONSENSE");
    fixture.pass(limits::kStalledWriteTimeout / 2);
    client.connection().unsent -= 10;
    fixture.pass(limits::kStalledWriteTimeout / 2);
    EXPECT_FALSE(client.closed()) << i;
  }
  client.drain();
  fixture.pass(2 * limits::kStalledWriteTimeout);
  EXPECT_FALSE(client.closed());
}

TEST(Crowd, takes_the_place_of_the_oldest_without_a_login) {
  RegistryLimits limits;
  limits.sessions = 20;
  RegistryFixture fixture(limits);
  auto ann = fixture.log_in("ann");
  std::vector<RegistryFixture::Client> crowd;
  for (std::size_t i = 1; i < limits.sessions; ++i) crowd.push_back(fixture.connect());
  EXPECT_FALSE(crowd.front().closed());
  auto late = fixture.connect();
  EXPECT_TRUE(crowd.front().closed());
  EXPECT_FALSE(crowd[1].closed());
  EXPECT_FALSE(ann.closed());
  EXPECT_EQ(late.take(), "HELLO_BACK SUCCESS 200 ");
}

TEST(Crowd, refuses_a_newcomer_when_all_are_logged_in) {
  RegistryLimits limits;
  limits.sessions = 20;
  RegistryFixture fixture(limits);
  std::vector<RegistryFixture::Client> crowd;
  for (std::size_t i = 0; i < limits.sessions; ++i) crowd.push_back(fixture.log_in("u" + std::to_string(i)));
  EXPECT_EQ(fixture.registry->sessions().size(), limits.sessions);
  auto late = fixture.connect();
  EXPECT_EQ(late.take(), "");
  EXPECT_TRUE(late.gone());
  crowd.front().ask("LOGOUT");
  EXPECT_EQ(fixture.connect().take(), "HELLO_BACK SUCCESS 200 ");
}

TEST(Crowd, has_only_so_many_connections_of_one_address) {
  RegistryLimits limits;
  limits.connections_per_address = 3;
  RegistryFixture fixture(limits);
  std::vector<RegistryFixture::Client> crowd;
  for (int i = 0; i < 3; ++i) crowd.push_back(fixture.connect("10.0.0.1"));
  EXPECT_EQ(crowd.back().take(), "HELLO_BACK SUCCESS 200 ");
  EXPECT_EQ(fixture.connect("10.0.0.1").take(), "");
  EXPECT_EQ(fixture.connect("10.0.0.2").take(), "HELLO_BACK SUCCESS 200 ");
  crowd.front().lose();
  EXPECT_EQ(fixture.connect("10.0.0.1").take(), "HELLO_BACK SUCCESS 200 ");
  EXPECT_EQ(fixture.connect("10.0.0.1").take(), "");
}

TEST(Crowd, takes_an_ipv6_network_for_one_address) {
  RegistryLimits limits;
  limits.connections_per_address = 2;
  RegistryFixture fixture(limits);
  auto first = fixture.connect("2001:db8::1");
  auto second = fixture.connect("2001:db8::2:3");
  EXPECT_EQ(fixture.connect("2001:db8::4").take(), "");
  EXPECT_EQ(fixture.connect("2001:db8:0:1::4").take(), "HELLO_BACK SUCCESS 200 ");
}

TEST(Crowd, is_logged_once_a_minute) {
  RegistryLimits limits;
  limits.connections_per_address = 1;
  RegistryFixture fixture(limits);
  const auto logged = [&] {
    std::size_t lines = 0;
    for (const auto& line : fixture.log.lines)
      lines += line.find("as many as one address may have") != line.npos;
    return lines;
  };
  auto first = fixture.connect("10.0.0.1");
  auto second = fixture.connect("10.0.0.2");
  EXPECT_EQ(logged(), 1U);
  fixture.pass(1min);
  auto third = fixture.connect("10.0.0.3");
  EXPECT_EQ(logged(), 2U);
}

}  // namespace
}  // namespace parley::registry
