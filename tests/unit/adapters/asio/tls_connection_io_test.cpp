// How a TlsConnection reads and writes: in batches, in pieces, and against a peer who takes nothing.

#include <linux/tcp.h>
#include <malloc.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>

#include "adapters/asio/tls_connection.hpp"
#include "base/limits.hpp"
#include "tests/unit/adapters/asio/tls_network_fixture.hpp"

namespace parley::adapters {
namespace {

/// A client whose every byte is the test's: TLS of its own on a plain socket.
class TlsConnectionIoTest : public TlsNetworkTest {
 protected:
  void connect() {
    socket_ = connect_plainly();
    ASSERT_TRUE(eventually([&] {
      const bool stands = session_.handshake() == TlsStep::kDone;
      send(std::exchange(text_.output, {}));
      receive();
      return stands && guests_.size() == 1;
    }));
  }

  StreamProbe& server() { return *guests_.front(); }

  std::string encrypted(const std::vector<std::string>& records) {
    for (const auto& record : records) EXPECT_EQ(session_.write_record(record), TlsStep::kDone);
    return std::exchange(text_.output, {});
  }

  void send(std::string_view bytes) {
    if (!bytes.empty()) {
      EXPECT_EQ(::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                static_cast<ssize_t>(bytes.size()));
    }
  }

  void receive() {
    std::array<char, 65'536> block{};
    const ssize_t got = ::recv(socket_.number(), block.data(), block.size(), MSG_DONTWAIT);
    if (got > 0) received_.append(block.data(), static_cast<std::size_t>(got));
    text_.input = received_;
  }

  /// Segments with data that the client has received so far.
  unsigned segments() {
    tcp_info info{};
    socklen_t size = sizeof info;
    EXPECT_EQ(::getsockopt(socket_.number(), IPPROTO_TCP, TCP_INFO, &info, &size), 0);
    return info.tcpi_data_segs_in;
  }

  /// How many turns the loop takes in a while in which nothing is to be done.
  int turns_at_rest() {
    int turns = 0;
    loop_.run_until(
        [&] {
          ++turns;
          return false;
        },
        50ms);
    return turns;
  }

  TlsContext context_ = TlsContext::client();
  FileDescriptor socket_;
  CipherText text_;
  std::string received_;
  TlsSession session_ = context_.connect(text_, "127.0.0.1");
};

TEST_F(TlsConnectionIoTest, sends_the_answers_of_a_batch_together_each_a_record_of_its_own) {
  connect();
  received_.clear();
  const unsigned before = segments();
  send(encrypted({"1", "2", "3", "4", "5", "6", "7", "8"}));
  ASSERT_TRUE(eventually([&] { return server().records.size() == 8 && segments() > before; }));
  loop_.run_until([] { return false; }, 20ms);
  EXPECT_EQ(segments(), before + 1);
  receive();
  int records = 0;
  for (std::string_view rest = received_; whole_record(rest) > 0; rest.remove_prefix(whole_record(rest)))
    ++records;
  EXPECT_EQ(records, 8);
}

TEST_F(TlsConnectionIoTest, sends_with_the_answers_what_was_posted_meanwhile) {
  connect();
  server().then_on_record = [&] {
    server().stream->write("at once");
    loop_.post([&] { server().stream->write("posted"); });
  };
  const unsigned before = segments();
  send(encrypted({"ask"}));
  ASSERT_TRUE(eventually([&] { return segments() > before; }));
  loop_.run_until([] { return false; }, 20ms);
  EXPECT_EQ(segments(), before + 1);
}

TEST_F(TlsConnectionIoTest, takes_records_that_are_cut_at_any_byte) {
  connect();
  server().then_on_record = nullptr;
  std::size_t length = 2;
  for (std::size_t cut = 1; cut < length; ++cut) {
    server().records.clear();
    const auto bytes = encrypted({"again", "and on", "final"});
    length = bytes.size();
    send(bytes.substr(0, cut));
    loop_.run_until([] { return false; }, 1ms);
    EXPECT_LT(server().records.size(), 3u);
    send(bytes.substr(cut));
    ASSERT_TRUE(eventually([&] { return server().records.size() == 3; })) << "cut at " << cut;
    ASSERT_EQ(server().records, (std::vector<std::string>{"again", "and on", "final"}));
  }
}

TEST_F(TlsConnectionIoTest, goes_on_with_what_was_read_when_there_are_more_records_than_a_turn_may_use) {
  connect();
  server().then_on_record = nullptr;
  send(encrypted(std::vector<std::string>(10 * limits::kRecordsPerTurn + 1, "x")));
  EXPECT_TRUE(eventually([&] { return server().records.size() == 10 * limits::kRecordsPerTurn + 1; }));
}

TEST_F(TlsConnectionIoTest, keeps_what_was_read_while_it_is_paused) {
  connect();
  server().then_on_record = [&] { server().stream->pause_reading(); };
  send(encrypted({"a", "b", "c"}));
  ASSERT_TRUE(eventually([&] { return server().records.size() == 1; }));
  EXPECT_LT(turns_at_rest(), 10);
  EXPECT_EQ(server().records.size(), 1u);
  server().then_on_record = nullptr;
  server().stream->resume_reading();
  EXPECT_TRUE(eventually([&] { return server().records.size() == 3; }));
}

TEST_F(TlsConnectionIoTest, brings_the_records_before_an_end_without_a_good_bye) {
  connect();
  send(encrypted({"a", "b"}));
  ::shutdown(socket_.number(), SHUT_WR);
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  EXPECT_EQ(server().records.size(), 2u);
  EXPECT_EQ(server().closed, CloseCause::kBroken);
  EXPECT_EQ(server().reason, "the connection ended without a good-bye");
}

TEST_F(TlsConnectionIoTest, comes_after_the_datagrams_where_many_are_ready) {
  std::string order;
  DatagramReceiver box;
  box.then = [&] { order += "d"; };
  box.socket = network_->open_datagram({kLoopback, 0}, box).value();
  acceptor_.prepare = [&](StreamProbe& end) { end.then_on_record = [&] { order += "s"; }; };
  std::vector<StreamProbe> clients(20);
  for (auto& client : clients) client.stream = network_->connect(target_, client);
  ASSERT_TRUE(eventually([&] {
    return guests_.size() == clients.size() &&
           std::all_of(clients.begin(), clients.end(), [](const auto& client) { return client.opened > 0; });
  }));
  loop_.run_until([] { return false; }, 20ms);
  for (auto& client : clients) client.stream->write("much to say");
  box.socket->send(box.socket->local(), "alive");
  ASSERT_TRUE(eventually([&] { return order.size() == clients.size() + 1; }));
  EXPECT_EQ(order, "d" + std::string(clients.size(), 's'));
}

TEST_F(TlsConnectionIoTest, says_goodbye_behind_the_answers) {
  connect();
  received_.clear();
  server().then_on_record = [&] {
    server().stream->write("bye");
    server().stream->close();
  };
  send(encrypted({"end"}));
  ASSERT_TRUE(eventually([&] {
    receive();
    return received_.size() > 30;
  }));
  EXPECT_GT(whole_record(received_), 0u);
  EXPECT_LT(whole_record(received_), received_.size());
}

TEST_F(TlsConnectionIoTest, counts_what_waits_by_what_was_written) {
  connect();
  while (server().stream->unsent() == 0) server().stream->write(std::string(kRecordBytes, 'x'));
  const std::size_t before = server().stream->unsent();
  for (int i = 0; i < 1'000; ++i) server().stream->write("0123456789");
  EXPECT_EQ(server().stream->unsent(), before + 10'000);
  std::size_t last = server().stream->unsent();
  for (int i = 0; i < 10'000 && last > 0; ++i) {
    do {
      received_.clear();
      receive();
    } while (!received_.empty());
    loop_.run_until([] { return false; }, 1ms);
    const std::size_t now = server().stream->unsent();
    EXPECT_LE(now, last);
    last = now;
  }
  EXPECT_EQ(last, 0u);
}

TEST_F(TlsConnectionIoTest, rests_when_bytes_that_are_no_record_do_not_suffice) {
  socket_ = connect_plainly();
  send(std::string_view("\x80\x2e\x01\x03\x01\x00", 6));
  loop_.run_until([] { return false; }, 20ms);
  EXPECT_LT(turns_at_rest(), 10);
  EXPECT_TRUE(serves());
}

TEST_F(TlsConnectionIoTest, holds_little_for_a_client_who_sent_half_a_record) {
  constexpr std::size_t kClients = 100;
  ASSERT_TRUE(serves());
  const auto hello = [&] {
    session_.handshake();
    return std::exchange(text_.output, {});
  }();
  ASSERT_GT(hello.size(), 100u);
  const std::size_t before = ::mallinfo2().uordblks;
  std::vector<FileDescriptor> sockets;
  for (std::size_t i = 0; i < kClients; ++i) {
    sockets.push_back(connect_plainly());
    ASSERT_EQ(::send(sockets.back().number(), hello.data(), 100, MSG_NOSIGNAL), 100);
  }
  loop_.run_until([] { return false; }, 200ms);
  EXPECT_LT(::mallinfo2().uordblks - before, kClients * 16'384);
}

}  // namespace
}  // namespace parley::adapters
