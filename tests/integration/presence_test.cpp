#include <gtest/gtest.h>

#include <csignal>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"

/// Who is alive and who is not, by real datagrams.
namespace parley::test {
namespace {

using namespace std::chrono_literals;

class Presence : public ::testing::Test {
 protected:
  TlsClient log_in(const std::string& name) {
    auto client = TlsClient::connect(registry_.tcp());
    if (!client) throw std::runtime_error("no TLS connection: " + registry_.errors());
    client->receive();
    EXPECT_EQ(client->ask("REGISTER " + name + " secret"), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(client->ask("LOGIN " + name + " secret 6000"), "AUTH <SUCCESS> <200>");
    return std::move(*client);
  }

  /// Keeps `user` alive from `from` until the registry ends the connection, at most ten seconds.
  bool ends_although_kept_alive(TlsClient& client, const std::string& user, const IpAddress& from) {
    for (int i = 0; i < 40; ++i) {
      send_datagram(from, registry_.udp(), "KEEP_ALIVE " + user);
      if (client.ends_within(250ms)) return true;
    }
    return false;
  }

  TemporaryFolder data_;
  RegistryProcess registry_{{data_.path(), {}}};
};

TEST_F(Presence, ends_when_nothing_is_heard) {
  auto client = log_in("alice");
  EXPECT_TRUE(client.ends_within(10s));
}

TEST_F(Presence, goes_on_when_kept_alive) {
  auto client = log_in("alice");
  EXPECT_FALSE(ends_although_kept_alive(client, "alice", kLoopback));
  EXPECT_EQ(client.ask("SEARCH_USER alice"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 127.0.0.1:6000");
}

TEST_F(Presence, ends_when_the_keep_alives_come_from_elsewhere) {
  auto client = log_in("alice");
  EXPECT_TRUE(ends_although_kept_alive(client, "alice", IpAddress::v4(0x7f000002)));
}

TEST_F(Presence, ends_when_the_keep_alives_are_for_someone_else) {
  auto client = log_in("alice");
  EXPECT_TRUE(ends_although_kept_alive(client, "bob", kLoopback));
}

TEST_F(Presence, outlives_a_stall_of_the_registry) {
  constexpr int kPeople = 100;
  std::mutex gate;
  std::vector<std::string> names;
  const std::jthread keep_alives([&](const std::stop_token& end) {
    while (!end.stop_requested()) {
      {
        const std::lock_guard lock(gate);
        for (const auto& name : names) send_datagram(kLoopback, registry_.udp(), "KEEP_ALIVE " + name);
      }
      std::this_thread::sleep_for(1s);
    }
  });
  std::vector<TlsClient> clients;
  for (int i = 0; i < kPeople; ++i) {
    const auto name = "person" + std::to_string(i);
    clients.push_back(log_in(name));
    const std::lock_guard lock(gate);
    names.push_back(name);
  }
  ::kill(registry_.pid(), SIGSTOP);
  std::this_thread::sleep_for(4s);
  ::kill(registry_.pid(), SIGCONT);
  std::this_thread::sleep_for(2s);
  int lost = 0;
  for (int i = 0; i < kPeople; ++i) {
    const auto answer = clients[static_cast<std::size_t>(i)].ask("SEARCH_USER person" + std::to_string(i));
    if (answer != "SEARCH_USER_RESPONSE <SUCCESS> <200> 127.0.0.1:6000") ++lost;
  }
  EXPECT_EQ(lost, 0) << "of " << kPeople;
}

}  // namespace
}  // namespace parley::test
