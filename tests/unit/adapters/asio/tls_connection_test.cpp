#include "adapters/asio/tls_connection.hpp"

#include <sys/socket.h>

#include <array>

#include "tests/unit/adapters/asio/tls_network_fixture.hpp"

namespace parley::adapters {
namespace {

class TlsConnectionTest : public TlsNetworkTest {};

TEST_F(TlsConnectionTest, is_broken_when_the_server_speaks_no_tls) {
  const auto listening = open_listening_socket({kLoopback, 0}).value();
  StreamProbe client;
  client.stream = network_->connect({"127.0.0.1", local_endpoint(listening.number()).port}, client);
  Endpoint remote;
  std::optional<FileDescriptor> accepted;
  ASSERT_TRUE(eventually([&] {
    accepted.emplace(accept_connection(listening.number(), remote));
    return static_cast<bool>(*accepted);
  }));
  ASSERT_EQ(::send(accepted->number(), "220 mail.example ready\r\n", 24, MSG_NOSIGNAL), 24);
  ASSERT_TRUE(eventually([&] { return client.closed.has_value(); }));
  EXPECT_EQ(client.closed, CloseCause::kBroken);
  EXPECT_EQ(client.opened, 0);
}

TEST_F(TlsConnectionTest, is_untrusted_when_no_authority_vouches_for_the_server) {
  ServerIdentity other;
  other.key = make_p256_key();
  other.certificate = make_self_signed(other.key.get());
  const auto ca_file = testing::TempDir() + "parley-other-ca.pem";
  ASSERT_TRUE(replace_file(ca_file, certificate_to_pem(other.certificate.get())));
  AsioNetwork suspicious(loop_, {TlsContext::client_trusting(ca_file).value(), std::nullopt});
  StreamProbe client;
  client.stream = suspicious.connect(target_, client);
  ASSERT_TRUE(eventually([&] { return client.closed.has_value(); }));
  EXPECT_EQ(client.closed, CloseCause::kUntrusted);
  EXPECT_NE(client.reason.find("not trusted"), std::string::npos) << client.reason;
  EXPECT_TRUE(serves());
}

TEST_F(TlsConnectionTest, settles_at_once_when_nothing_is_owed) {
  bool flushed = false;
  network_->when_flushed([&] { flushed = true; });
  EXPECT_FALSE(flushed);
  EXPECT_TRUE(eventually([&] { return flushed; }));
}

TEST_F(TlsConnectionTest, settles_when_the_client_has_taken_what_it_is_owed) {
  StreamProbe client;
  client.stream = network_->connect(target_, client);
  ASSERT_TRUE(eventually([&] { return client.opened > 0 && guests_.size() == 1; }));
  client.stream->pause_reading();
  const std::string block(1'000'000, 'x');
  auto& server = *guests_.front();
  for (int i = 0; i < 100 && server.stream->unsent() == 0; ++i) server.stream->write(block);
  ASSERT_GT(server.stream->unsent(), 0u);
  server.stream->close();
  server.stream.reset();
  bool flushed = false;
  network_->when_flushed([&] { flushed = true; });
  loop_.run_until([&] { return flushed; }, 50ms);
  EXPECT_FALSE(flushed);
  client.stream->resume_reading();
  EXPECT_TRUE(eventually([&] { return flushed; }));
  EXPECT_TRUE(eventually([&] { return client.closed == CloseCause::kPeerClosed; }));
}

TEST_F(TlsConnectionTest, does_not_wait_for_a_client_that_never_hangs_up) {
  const auto socket = connect_plainly();
  const auto context = TlsContext::client();
  auto session = context.connect(socket.number(), "127.0.0.1");
  ASSERT_TRUE(eventually([&] { return session.handshake() == TlsStep::kDone && !guests_.empty(); }));
  guests_.front()->stream->close();
  bool flushed = false;
  network_->when_flushed([&] { flushed = true; });
  EXPECT_TRUE(loop_.run_until([&] { return flushed; }, 4s));  // It lingers for five.
}

TEST_F(TlsConnectionTest, hears_of_the_end_by_a_write_when_it_does_not_read) {
  StreamProbe client;
  client.stream = network_->connect(target_, client);
  ASSERT_TRUE(eventually([&] { return client.opened > 0 && guests_.size() == 1; }));
  auto& server = *guests_.front();
  server.stream->pause_reading();
  client.stream->write("unread");  // Uses up the wait for input that was under way.
  loop_.run_until([] { return false; }, 20ms);
  client.stream.reset();
  EXPECT_TRUE(eventually([&] {
    if (!server.closed) server.stream->write("anyone there?");
    return server.closed.has_value();
  }));
  EXPECT_EQ(server.closed, CloseCause::kBroken);
}

TEST_F(TlsConnectionTest, lets_datagrams_through_while_many_records_wait) {
  DatagramReceiver box;
  const auto socket = network_->open_datagram({kLoopback, 0}, box).value();
  StreamProbe client;
  client.stream = network_->connect(target_, client);
  ASSERT_TRUE(eventually([&] { return client.opened > 0 && guests_.size() == 1; }));
  auto& server = *guests_.front();
  server.then_on_record = nullptr;
  server.stream->pause_reading();
  for (int i = 0; i < 1'000; ++i) client.stream->write("x");
  ASSERT_EQ(client.stream->unsent(), 0u);
  server.stream->resume_reading();
  socket->send(socket->local(), "alive");
  ASSERT_TRUE(eventually([&] { return box.datagrams.size() == 1; }));
  EXPECT_LT(server.records.size(), 200u);
  EXPECT_TRUE(eventually([&] { return server.records.size() == 1'000; }));
}

TEST_F(TlsConnectionTest, leaves_nothing_behind_when_the_loop_goes_first_out_of_its_turns) {
  auto loop = std::make_unique<EventLoop>();
  auto network = std::make_unique<AsioNetwork>(*loop, NetworkTls());
  StreamProbe open;
  open.stream = network->connect({"localhost", 1}, open);
  StreamProbe closing;
  closing.stream = network->connect(target_, closing);
  loop->run_until([] { return false; }, 5ms);
  closing.stream->close();
  open.stream.reset();
  closing.stream.reset();
  network.reset();
  loop.reset();  // The sanitizers tell what would be left.
}

}  // namespace
}  // namespace parley::adapters
