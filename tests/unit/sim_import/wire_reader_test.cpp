#include "sim/import/wire_reader.hpp"

#include <gmock/gmock.h>

#include "sim/import/limits.hpp"

namespace parley::sim::importing {
namespace {

using namespace std::chrono_literals;

/// One connection of somebody without a tape.
struct Caller {
  std::size_t kept_bytes = 0;
  WireReader reader{kept_bytes};
  Duration now{};

  void connect() {
    reader.on_accept(1, Instant(now));
    reader.on_answer(1, "HELLO_BACK SUCCESS 200 ", Instant(now));
  }
  void ask(std::string_view request, std::string_view answer) {
    now += 1s;
    reader.on_record(1, request, Instant(now));
    if (!answer.empty()) reader.on_answer(1, answer, Instant(now));
  }
  std::size_t deeds() {
    std::size_t count = 0;
    for (const auto& [at, what] : reader.take(Instant(now + 10s)))
      count += std::holds_alternative<Deed>(what);
    return count;
  }
};

TEST(WireReader, whoever_asks_as_a_peer_does_is_a_person) {
  Caller caller;
  caller.connect();
  caller.ask("REGISTER bob aaaa", "REGISTER <SUCCESS> <200>");
  caller.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  caller.ask("CREATE-CHAT-ROOM den bob", "CREATION <SUCCESS> <200>");
  caller.ask("SEARCH_USER bob", "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.2:6001");
  caller.ask("ROOM-EXIT bob den", "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  caller.ask("LOGOUT bob", "");
  EXPECT_TRUE(caller.reader.is_person());
  EXPECT_EQ(caller.reader.user(), "bob");
  EXPECT_EQ(caller.deeds(), 6U);  // The search for the host is the peer's own.
}

TEST(WireReader, whoever_does_not_is_a_client) {
  Caller rubbish;
  rubbish.connect();
  rubbish.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  rubbish.ask("....", "ERROR <FAILURE> <400>");
  EXPECT_FALSE(rubbish.reader.is_person());
  EXPECT_EQ(rubbish.deeds(), 0U);
  Caller hasty;
  hasty.connect();
  hasty.ask("REGISTER bob aaaa", "");
  hasty.ask("LOGIN bob aaaa 6001", "");
  EXPECT_FALSE(hasty.reader.is_person());
  Caller silent;
  silent.connect();
  EXPECT_FALSE(silent.reader.is_person());
}

TEST(WireReader, who_comes_back_after_a_broken_connection_is_the_same_run) {
  Caller caller;
  caller.connect();
  caller.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  caller.ask("JOIN-CHAT-ROOM den bob", "JOIN <SUCCESS> <200> alice");
  caller.reader.on_close(1, Instant(caller.now));
  caller.connect();
  caller.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
  caller.ask("JOIN-CHAT-ROOM den bob", "JOIN <SUCCESS> <200> alice");
  EXPECT_TRUE(caller.reader.is_person());
  EXPECT_EQ(caller.deeds(), 3U);
}

TEST(WireReader, a_peer_keeps_alive_at_little_cost_and_a_client_does_so_itself) {
  for (const bool is_client : {false, true}) {
    Caller caller;
    caller.connect();
    caller.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>");
    const std::size_t before = caller.kept_bytes;
    for (int i = 0; i < 1000; ++i) caller.reader.on_datagram("KEEP_ALIVE bob", Instant(i * 1s));
    EXPECT_LT(caller.kept_bytes - before, 1000 * limits::kHappeningBytes / 10);
    if (is_client) caller.ask("....", "ERROR <FAILURE> <400>");
    std::size_t datagrams = 0;
    for (const auto& [at, what] : caller.reader.take(Instant(1h)))
      datagrams += std::holds_alternative<Datagram>(what);
    EXPECT_EQ(datagrams, is_client ? 1000U : 0U);
    EXPECT_EQ(caller.kept_bytes - before >= 1000 * limits::kHappeningBytes, is_client);
  }
}

TEST(WireReader, whatever_is_kept_counts) {
  Caller caller;
  caller.connect();
  const auto grows = [&](auto act) {
    const std::size_t before = caller.kept_bytes;
    act();
    return caller.kept_bytes - before;
  };
  EXPECT_GE(caller.kept_bytes, 2 * limits::kHappeningBytes);
  EXPECT_GE(grows([&] { caller.ask("LOGIN bob aaaa 6001", "AUTH <SUCCESS> <200>"); }),
            limits::kHappeningBytes);
  EXPECT_GE(grows([&] { caller.reader.on_datagram(std::string(1000, 'x'), {}); }), 1000U);
}

}  // namespace
}  // namespace parley::sim::importing
