#include "sim/import/wire_reader.hpp"

#include <gmock/gmock.h>

#include "sim/import/limits.hpp"

namespace parley::sim::importing {
namespace {

using namespace std::chrono_literals;

/// One connection of somebody without a tape.
struct Connection {
  std::size_t kept_bytes = 0;
  WireReader reader{kept_bytes};
  Duration now{};

  void connect() {
    reader.on_accept(1, Instant(now));
    reader.on_answer(1, "HELLO_BACK SUCCESS 200 ");
  }
  void ask(std::string_view request, std::string_view answer) {
    now += 1s;
    reader.on_record(1, request, Instant(now));
    if (!answer.empty()) reader.on_answer(1, answer);
  }
  std::size_t actions() {
    std::size_t count = 0;
    for (const auto& [at, what] : reader.take(Instant(now + 10s)))
      count += std::holds_alternative<ObservedAction>(what);
    return count;
  }
};

TEST(WireReader, whoever_asks_as_a_peer_does_is_a_person) {
  Connection connection;
  connection.connect();
  connection.ask("REGISTER bob aaaa", "REGISTER <SUCCESS> <200>");
  connection.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  connection.ask("CREATE-CHAT-ROOM den bob", "CREATION <SUCCESS> <200>");
  connection.ask("SEARCH_USER bob", "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.2:6001");
  connection.ask("ROOM-EXIT bob den", "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  connection.ask("LOGOUT bob", "");
  EXPECT_TRUE(connection.reader.is_person());
  EXPECT_EQ(connection.reader.user(), "bob");
  EXPECT_EQ(connection.actions(), 6U);  // The search for the host is the peer's own.
}

TEST(WireReader, whoever_does_not_is_a_client) {
  Connection rubbish;
  rubbish.connect();
  rubbish.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  rubbish.ask("....", "ERROR <FAILURE> <400>");
  EXPECT_FALSE(rubbish.reader.is_person());
  EXPECT_EQ(rubbish.actions(), 0U);
  Connection hasty;
  hasty.connect();
  hasty.ask("REGISTER bob aaaa", "");
  hasty.ask("LOGIN bob aaaa 6001", "");
  EXPECT_FALSE(hasty.reader.is_person());
  Connection silent;
  silent.connect();
  EXPECT_FALSE(silent.reader.is_person());
}

TEST(WireReader, who_comes_back_after_a_broken_connection_is_the_same_run) {
  Connection connection;
  connection.connect();
  connection.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  connection.ask("JOIN-CHAT-ROOM den bob", "JOIN <SUCCESS> <200> alice");
  connection.reader.on_close(1, Instant(connection.now));
  connection.connect();
  connection.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  connection.ask("JOIN-CHAT-ROOM den bob", "JOIN <SUCCESS> <200> alice");
  EXPECT_TRUE(connection.reader.is_person());
  EXPECT_EQ(connection.actions(), 3U);
}

TEST(WireReader, a_peer_keeps_alive_at_little_cost_and_a_client_does_so_itself) {
  for (const bool is_client : {false, true}) {
    Connection connection;
    connection.connect();
    connection.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
    const std::size_t before = connection.kept_bytes;
    for (int i = 0; i < 1000; ++i) connection.reader.on_datagram("KEEP_ALIVE bob", Instant(i * 1s));
    EXPECT_LT(connection.kept_bytes - before, 1000 * limits::kActivityBytes / 10);
    if (is_client) connection.ask("....", "ERROR <FAILURE> <400>");
    std::size_t datagrams = 0;
    for (const auto& [at, what] : connection.reader.take(Instant(1h)))
      datagrams += std::holds_alternative<Datagram>(what);
    EXPECT_EQ(datagrams, is_client ? 1000U : 0U);
    EXPECT_EQ(connection.kept_bytes - before >= 1000 * limits::kActivityBytes, is_client);
  }
}

TEST(WireReader, whatever_is_kept_counts) {
  Connection connection;
  connection.connect();
  const auto grows = [&](auto act) {
    const std::size_t before = connection.kept_bytes;
    act();
    return connection.kept_bytes - before;
  };
  EXPECT_GE(connection.kept_bytes, 2 * limits::kActivityBytes);
  EXPECT_GE(grows([&] { connection.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>"); }),
            limits::kActivityBytes);
  EXPECT_GE(grows([&] { connection.reader.on_datagram(std::string(1000, 'x'), {}); }), 1000U);
}

}  // namespace
}  // namespace parley::sim::importing
