#include "adapters/asio/tls_acceptor.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/unit/adapters/asio/tls_network_fixture.hpp"

namespace parley::adapters {
namespace {

class TlsAcceptorTest : public TlsNetworkTest {};

/// Whether the server has hung up.
bool is_over(const FileDescriptor& socket) {
  char byte = 0;
  const ssize_t got = ::recv(socket.number(), &byte, 1, MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN);
}

bool is_answered_or_over(const FileDescriptor& socket) {
  char byte = 0;
  return ::recv(socket.number(), &byte, 1, MSG_DONTWAIT | MSG_PEEK) >= 0 || errno != EAGAIN;
}

TEST_F(TlsAcceptorTest, hangs_up_on_plain_http_and_serves_others) {
  const auto socket = connect_plainly();
  ASSERT_TRUE(
      eventually([&] { return ::send(socket.number(), "GET / HTTP/1.1\r\n\r\n", 18, MSG_NOSIGNAL) == 18; }));
  ASSERT_TRUE(eventually([&] { return is_answered_or_over(socket); }));
  EXPECT_TRUE(eventually([&] { return is_over(socket); }));
  EXPECT_TRUE(guests_.empty());
  EXPECT_TRUE(serves());
}

TEST_F(TlsAcceptorTest, serves_others_while_many_clients_say_nothing) {
  std::vector<FileDescriptor> silent;
  for (int i = 0; i < 300; ++i) silent.push_back(connect_plainly());
  EXPECT_TRUE(serves());
  EXPECT_EQ(guests_.size(), 1u);
}

TEST_F(TlsAcceptorTest, serves_others_when_a_client_is_gone_in_mid_handshake) {
  for (int i = 0; i < 20; ++i) {
    const auto socket = connect_plainly();
    ::send(socket.number(), "\x16\x03\x01\x02", 4, MSG_NOSIGNAL);
    reset_on_close(socket.number());
    loop_.run_until([] { return false; }, 1ms);
  }
  EXPECT_TRUE(serves());
}

TEST_F(TlsAcceptorTest, goes_on_after_it_ran_out_of_file_descriptors) {
  // UBSan opens a pipe when it first looks at a type: let it see those of an acceptance while it can.
  static_cast<void>(connect_plainly());
  loop_.run_until([] { return false; }, 20ms);
  const auto socket = connect_plainly();
  const auto context = TlsContext::client();
  auto session = context.connect(socket.number(), "127.0.0.1");
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next = ::fcntl(socket.number(), F_DUPFD_CLOEXEC, 0);
  ::close(next);
  const rlimit none{static_cast<rlim_t>(next), before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  TlsStep step = session.handshake();
  loop_.run_until([] { return false; }, 20ms);
  EXPECT_EQ(session.handshake(), TlsStep::kAwaitReadable);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_TRUE(eventually([&] {
    step = session.handshake();
    return step == TlsStep::kDone && guests_.size() == 1;
  }));
}

TEST_F(TlsAcceptorTest, breaks_off_handshakes_when_the_listener_is_destroyed) {
  const auto socket = connect_plainly();
  loop_.run_until([] { return false; }, 5ms);
  listener_.reset();
  EXPECT_TRUE(eventually([&] { return is_over(socket); }));
}

}  // namespace
}  // namespace parley::adapters
