#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"

/// What was answered with a success is there after the worst of ends.
namespace parley::test {
namespace {

using namespace std::chrono_literals;

TlsClient greeted(const RegistryProcess& registry) {
  auto client = TlsClient::connect(registry.tcp());
  if (!client) throw std::runtime_error("no TLS connection: " + registry.errors());
  client->receive();
  return std::move(*client);
}

/// Signs up as `PREFIX-0`, `PREFIX-1`, ... until the connection breaks; the names that were answered.
std::vector<std::string> sign_up_until_broken(TlsClient client, const std::string& prefix,
                                              std::atomic<int>& answered) {
  std::vector<std::string> names;
  for (int i = 0; i < 10'000; ++i) {
    const auto name = prefix + "-" + std::to_string(i);
    if (client.ask("REGISTER " + name + " secret") != "REGISTER <SUCCESS> <200>") break;
    names.push_back(name);
    ++answered;
  }
  return names;
}

TEST(Durability, keeps_every_answered_account_when_killed_during_sign_ups) {
  constexpr int kWriters = 4;
  constexpr int kAnsweredBeforeTheKill = 12;
  const TemporaryFolder data;
  std::vector<std::vector<std::string>> names(kWriters);
  {
    RegistryProcess registry({data.path(), {}});
    ASSERT_TRUE(registry.listening()) << registry.errors();
    std::atomic<int> answered = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([&, i] {
        names[static_cast<std::size_t>(i)] =
            sign_up_until_broken(greeted(registry), "writer" + std::to_string(i), answered);
      });
    }
    for (int i = 0; i < 6000 && answered < kAnsweredBeforeTheKill; ++i) {
      std::this_thread::sleep_for(10ms);
    }
    ASSERT_GE(answered, kAnsweredBeforeTheKill);
    registry.kill_at_once();
    for (auto& writer : writers) writer.join();
  }
  RegistryProcess registry({data.path(), {}});
  ASSERT_TRUE(registry.listening()) << registry.errors();
  auto client = greeted(registry);
  for (const auto& written : names) {
    for (const auto& name : written) {
      EXPECT_EQ(client.ask("REGISTER " + name + " other"), "REGISTER <EXIST> <300>") << name;
    }
  }
}

TEST(Durability, keeps_a_room_for_its_members_when_the_registry_restarts) {
  const TemporaryFolder data;
  const std::vector<std::string> flags = {"--keepalive-timeout", "60"};
  {
    RegistryProcess registry({data.path(), flags});
    auto alice = greeted(registry);
    auto bob = greeted(registry);
    EXPECT_EQ(alice.ask("REGISTER alice secret"), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(bob.ask("REGISTER bob secret"), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(alice.ask("LOGIN alice secret 6001"), "AUTH <SUCCESS> <200>");
    EXPECT_EQ(bob.ask("LOGIN bob secret 6002"), "AUTH <SUCCESS> <200>");
    EXPECT_EQ(alice.ask("CREATE-CHAT-ROOM lounge alice"), "CREATION <SUCCESS> <200>");
    EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM lounge bob"), "JOIN <SUCCESS> <200> alice");
    registry.kill_at_once();
  }
  RegistryProcess registry({data.path(), flags});
  ASSERT_TRUE(registry.listening()) << registry.errors();
  auto bob = greeted(registry);
  EXPECT_EQ(bob.ask("LOGIN bob secret 6002"), "AUTH <SUCCESS> <200>");
  EXPECT_EQ(bob.ask("DISCOVER_PEERS SIMPLE bob"), "PEER_LIST <FAILURE> <404>");
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM lounge bob"), "JOIN <SUCCESS> <200> alice");
  EXPECT_EQ(bob.ask("SEARCH_USER alice"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 127.0.0.1:6001");
  EXPECT_EQ(bob.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> lounge ['alice', 'bob'] alice.");
}

TEST(Durability, refuses_a_sign_up_but_serves_on_when_the_disk_is_full) {
  const TemporaryFolder data;
  {
    RegistryProcess registry({data.path(), {}});
    auto client = greeted(registry);
    EXPECT_EQ(client.ask("REGISTER early secret"), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(registry.terminate(), 0);
  }
  const auto database = data.path() / "registry.db";
  RegistryProcess registry({data.path(), {}, std::filesystem::file_size(database) + 4096});
  ASSERT_TRUE(registry.listening()) << registry.errors();
  auto client = greeted(registry);
  std::string answer;
  for (int i = 0; i < 100 && answer != "REGISTER <FAILURE> <500>"; ++i) {
    answer = client.ask("REGISTER late" + std::to_string(i) + " secret");
  }
  EXPECT_EQ(answer, "REGISTER <FAILURE> <500>");
  EXPECT_EQ(client.ask("LOGIN early secret 6000"), "AUTH <SUCCESS> <200>");
  EXPECT_EQ(registry.terminate(), 0) << registry.errors();
}

TEST(Durability, says_what_to_do_when_the_database_is_from_the_future) {
  const TemporaryFolder data;
  EXPECT_EQ(RegistryProcess({data.path(), {}}).terminate(), 0);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((data.path() / "registry.db").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "PRAGMA user_version = 1000000", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  RegistryProcess registry({data.path(), {}});
  EXPECT_FALSE(registry.listening());
  EXPECT_EQ(registry.wait_for_end(10), 1);
  EXPECT_NE(registry.errors().find("newer Parley"), std::string::npos) << registry.errors();
}

TEST(Durability, says_what_to_do_when_the_database_is_none) {
  const TemporaryFolder data;
  std::ofstream(data.path() / "registry.db") << std::string(8192, 'x');
  RegistryProcess registry({data.path(), {}});
  EXPECT_FALSE(registry.listening());
  EXPECT_EQ(registry.wait_for_end(10), 1);
  EXPECT_NE(registry.errors().find("registry.db"), std::string::npos) << registry.errors();
}

}  // namespace
}  // namespace parley::test
