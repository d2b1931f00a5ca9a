#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

#include "base/limits.hpp"
#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"

/// Rubbish of every kind at the real registry, over real sockets; after each, others are served.
namespace parley::test {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

constexpr std::string_view kGreeting = "HELLO_BACK SUCCESS 200 ";
constexpr std::string_view kBadMessage = "ERROR <FAILURE> <400>";

class BadInput : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(registry_.listening()) << registry_.errors(); }

  /// A witness signs up, logs in and looks itself up on a connection of its own.
  void TearDown() override {
    auto witness = connect();
    const auto name = "witness" + std::to_string(::getpid());
    EXPECT_EQ(witness.ask("REGISTER " + name + " secret"), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(witness.ask("LOGIN " + name + " secret 6100"), "AUTH <SUCCESS> <200>");
    EXPECT_EQ(witness.ask("SEARCH_USER " + name), "SEARCH_USER_RESPONSE <SUCCESS> <200> 127.0.0.1:6100");
    EXPECT_EQ(registry_.terminate(), 0) << registry_.errors();
  }

  TlsClient connect() {
    auto client = TlsClient::connect(registry_.tcp());
    if (!client) throw std::runtime_error("no TLS connection: " + registry_.errors());
    EXPECT_EQ(client->receive(), kGreeting);
    return std::move(*client);
  }

  TlsClient log_in(const std::string& name, std::uint16_t port = 6000) {
    auto client = connect();
    EXPECT_EQ(client.ask("REGISTER " + name + " secret"), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(client.ask("LOGIN " + name + " secret " + std::to_string(port)), "AUTH <SUCCESS> <200>");
    return client;
  }

  TemporaryFolder data_;
  RegistryProcess registry_{{data_.path(), {"--keepalive-timeout", "60"}}};
};

TEST_F(BadInput, is_answered_when_the_verb_is_unknown) {
  auto client = connect();
  EXPECT_EQ(client.ask("FROBNICATE all the things"), kBadMessage);
  EXPECT_EQ(client.ask("REGISTER late secret"), "REGISTER <SUCCESS> <200>");
}

TEST_F(BadInput, is_answered_when_words_are_missing_or_too_many) {
  auto client = connect();
  EXPECT_EQ(client.ask("REGISTER alice"), "REGISTER <FAILURE> <400>");
  EXPECT_EQ(client.ask("REGISTER alice one two"), "REGISTER <FAILURE> <400>");
  EXPECT_EQ(client.ask("LOGIN alice"), "AUTH <FAILURE> <400>");
  EXPECT_EQ(client.ask("LOGIN alice secret port"), "AUTH <FAILURE> <400>");
  EXPECT_EQ(client.ask("CREATE-CHAT-ROOM my room alice"), "CREATION <FAILURE> <400>");
  EXPECT_EQ(client.ask("   \r\n\t "), kBadMessage);
}

TEST_F(BadInput, is_cut_off_when_a_megabyte_comes_without_an_end) {
  auto v1 = connect();
  const std::string block(16384, 'a');
  for (int i = 0; i < 64 && v1.send(block); ++i) continue;
  EXPECT_TRUE(v1.ends_within(10s));

  auto v2 = connect();
  ASSERT_TRUE(v2.ask("HELLO P2P 2\n").starts_with("HELLO <SUCCESS> <200>"));
  for (int i = 0; i < 64 && v2.send(block); ++i) continue;
  EXPECT_TRUE(v2.ends_within(10s));
}

TEST_F(BadInput, is_answered_when_bytes_are_not_utf8_or_nul) {
  auto client = connect();
  EXPECT_EQ(client.ask("REGISTER \xff\xfe secret"), kBadMessage);
  EXPECT_EQ(client.ask("REGISTER a\0b secret"s), kBadMessage);
  EXPECT_EQ(client.ask("REGISTER \xc0\xaf secret"), kBadMessage);
}

TEST_F(BadInput, is_none_when_two_records_share_a_segment) {
  auto client = connect();
  ASSERT_TRUE(client.send_in_one_segment("REGISTER alice secret", "LOGIN alice secret 6000"));
  EXPECT_EQ(client.receive(30s), "REGISTER <SUCCESS> <200>");
  EXPECT_EQ(client.receive(30s), "AUTH <SUCCESS> <200>");
}

TEST_F(BadInput, is_none_when_one_record_comes_in_two_segments) {
  auto client = connect();
  ASSERT_TRUE(client.send_in_two_segments("REGISTER alice secret", 50ms));
  EXPECT_EQ(client.receive(30s), "REGISTER <SUCCESS> <200>");
}

TEST_F(BadInput, is_cut_off_when_it_is_plain_http) {
  const int fd = connect_tcp(registry_.tcp());
  ASSERT_GE(fd, 0);
  constexpr std::string_view kHttp = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  ASSERT_EQ(::send(fd, kHttp.data(), kHttp.size(), MSG_NOSIGNAL), std::ssize(kHttp));
  std::array<char, 256> buffer{};
  const timeval bound{10, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
  ssize_t last = 0;
  for (int i = 0; i < 8 && (last = ::recv(fd, buffer.data(), buffer.size(), 0)) > 0; ++i) continue;
  EXPECT_TRUE(last == 0 || errno == ECONNRESET);
  ::close(fd);
}

TEST_F(BadInput, holds_up_nobody_when_a_client_is_silent) {
  const int no_tls = connect_tcp(registry_.tcp());
  auto no_words = connect();
  auto other = log_in("other");
  EXPECT_EQ(other.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  ::close(no_tls);
}

TEST_F(BadInput, is_cut_off_when_a_silent_client_never_shakes_hands) {
  const int fd = connect_tcp(registry_.tcp());
  const timeval bound{20, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
  char byte = 0;
  EXPECT_LE(::recv(fd, &byte, 1, 0), 0);
  EXPECT_NE(errno, EAGAIN) << "still open after 20 s";
  ::close(fd);
}

TEST_F(BadInput, is_cut_off_when_a_client_never_reads) {
  auto client = log_in("reader");
  ASSERT_EQ(client.ask("CREATE-CHAT-ROOM lounge reader"), "CREATION <SUCCESS> <200>");
  // Far more answers than the sockets hold; send() blocks once reading has stopped, so bound it.
  const std::string request(1000, ' ');
  int sent = 0;
  while (sent < 200'000 && client.send_for(request + "SHOW-ROOM-LIST", 2s)) ++sent;
  EXPECT_LT(sent, 200'000) << "the registry goes on reading from one who never reads";
}

TEST_F(BadInput, is_cut_off_when_a_client_updates_its_keys_without_end) {
  auto other = log_in("other");
  auto client = connect();
  bool whole = true;
  std::thread flood([&] { whole = client.update_keys(3'000'000); });
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(other.send("SHOW-ROOM-LIST"));
    EXPECT_EQ(other.receive(2s), "ROOMS-LIST <SUCCESS> <200>") << i;
  }
  flood.join();
  EXPECT_FALSE(whole);
}

TEST_F(BadInput, is_none_when_a_client_updates_its_keys_now_and_then) {
  auto client = log_in("alice");
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(client.update_keys(limits::kRecordsWithoutData));
    ASSERT_EQ(client.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  }
}

TEST_F(BadInput, is_dropped_when_datagrams_are_garbage) {
  for (const auto& rubbish : {"\xff\xff"s, ""s, "KEEP_ALIVE"s, "KEEP_ALIVE nobody"s, "KEEP_ALIVE a b c"s,
                              std::string(60000, 'x'), "\0\0\0\0"s}) {
    send_datagram(kLoopback, registry_.udp(), rubbish);
  }
  auto client = log_in("alice");
  EXPECT_EQ(client.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
}

TEST_F(BadInput, is_refused_when_the_request_is_in_anothers_name) {
  auto alice = log_in("alice", 6001);
  auto bob = log_in("bob", 6002);
  ASSERT_EQ(alice.ask("CREATE-CHAT-ROOM lounge alice"), "CREATION <SUCCESS> <200>");
  EXPECT_EQ(bob.ask("ROOM-EXIT alice lounge"), "ROOM-EXIT-RESPONSE <FAILURE> <403>");
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM lounge alice"), "JOIN <FAILURE> <403>");
  EXPECT_EQ(bob.ask("CREATE-CHAT-ROOM den alice"), "CREATION <FAILURE> <403>");
  EXPECT_EQ(bob.ask("DISCOVER_PEERS SIMPLE alice"), "PEER_LIST <FAILURE> <403>");
  EXPECT_EQ(bob.ask("LOGOUT alice"), "LOGOUT <FAILURE> <403>");
  EXPECT_EQ(bob.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> lounge ['alice'] alice.");
}

TEST_F(BadInput, is_refused_when_nobody_is_logged_in) {
  auto client = connect();
  EXPECT_EQ(client.ask("CREATE-CHAT-ROOM lounge alice"), "CREATION <FAILURE> <401>");
  EXPECT_EQ(client.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <FAILURE> <401>");
  client.send("LOGOUT");
  EXPECT_TRUE(client.ends_within(10s));
}

}  // namespace
}  // namespace parley::test
