#include <gtest/gtest.h>
#include <sys/resource.h>

#include <string>
#include <vector>

#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"

namespace parley::test {
namespace {

using namespace std::chrono_literals;

TEST(Storm, is_served_whole_when_two_thousand_connect_at_once) {
  constexpr std::size_t kClients = 2'000;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur < kClients + 100) GTEST_SKIP() << "too few files allowed: " << files.rlim_cur;

  const TemporaryFolder data;
  RegistryProcess registry({data.path(), {}});
  ASSERT_TRUE(registry.listening()) << registry.errors();
  std::vector<TlsClient> clients;
  clients.reserve(kClients);
  for (std::size_t i = 0; i < kClients; ++i) {
    auto client = TlsClient::connect(registry.tcp());
    ASSERT_TRUE(client) << "connection " << i << ": " << registry.errors();
    clients.push_back(std::move(*client));
  }
  // All ask at once; then each is answered, by exactly one greeting and one answer.
  for (auto& client : clients) ASSERT_TRUE(client.send("SHOW-ROOM-LIST"));
  for (auto& client : clients) {
    ASSERT_EQ(client.receive(), "HELLO_BACK SUCCESS 200 ");
    ASSERT_EQ(client.receive(), "ROOMS-LIST <FAILURE> <401>");
  }
  EXPECT_EQ(registry.terminate(), 0) << registry.errors();
}

}  // namespace
}  // namespace parley::test
