#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <string>

#include "base/limits.hpp"
#include "tests/unit/adapters/openssl/tls_wire.hpp"

namespace parley::adapters {
namespace {

using limits::kRecordsWithoutData;

/// A session of ours, and OpenSSL's own on the other side, which sends what ours never would.
class KeyUpdateTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
    our_end_ = FileDescriptor(ends[0]);
    their_end_ = FileDescriptor(ends[1]);
    const bool we_serve = GetParam();
    their_context_.reset(SSL_CTX_new(we_serve ? TLS_client_method() : TLS_server_method()));
    if (!we_serve) {
      SSL_CTX_use_certificate(their_context_.get(), identity_.certificate.get());
      SSL_CTX_use_PrivateKey(their_context_.get(), identity_.key.get());
    }
    theirs_.reset(SSL_new(their_context_.get()));
    SSL_set_fd(theirs_.get(), their_end_.number());
    we_serve ? SSL_set_connect_state(theirs_.get()) : SSL_set_accept_state(theirs_.get());
    ours_ = we_serve ? TlsContext::server(identity_).value().accept(our_end_.number())
                     : TlsContext::client().connect(our_end_.number(), "localhost");
    bool we_stand = false;
    bool they_stand = false;
    for (int i = 0; i < 10 && !(we_stand && they_stand); ++i) {
      if (!they_stand) they_stand = SSL_do_handshake(theirs_.get()) == 1;
      if (!we_stand) we_stand = ours_->handshake() == TlsStep::kDone;
    }
    ASSERT_TRUE(we_stand && they_stand);
    say("first");  // Behind a server's session tickets.
    std::string heard = read();
    while (heard == "wait") heard = read();
    ASSERT_EQ(heard, "first");
  }

  std::string read() { return TlsWire::read(*ours_); }
  void say(const std::string& text) { SSL_write(theirs_.get(), text.data(), static_cast<int>(text.size())); }

  void update_keys(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(SSL_key_update(theirs_.get(), SSL_KEY_UPDATE_NOT_REQUESTED), 1);
      ASSERT_EQ(SSL_do_handshake(theirs_.get()), 1);
    }
  }

  ServerIdentity identity_ = fresh_identity();
  FileDescriptor our_end_;
  FileDescriptor their_end_;
  SslContextHandle their_context_;
  SslHandle theirs_;
  std::optional<TlsSession> ours_;
};

TEST_P(KeyUpdateTest, ends_a_step_so_that_others_have_their_turn) {
  update_keys(3);
  say("data");
  EXPECT_EQ(read(), "wait");
  EXPECT_EQ(read(), "wait");
  EXPECT_EQ(read(), "wait");
  EXPECT_EQ(read(), "data");
}

TEST_P(KeyUpdateTest, is_let_through_up_to_the_limit) {
  for (int round = 0; round < 3; ++round) {
    update_keys(kRecordsWithoutData);
    say("data");
    for (std::size_t i = 0; i < kRecordsWithoutData; ++i) ASSERT_EQ(read(), "wait");
    ASSERT_EQ(read(), "data");
  }
}

TEST_P(KeyUpdateTest, ends_the_session_one_past_the_limit) {
  update_keys(kRecordsWithoutData + 1);
  say("data");
  for (std::size_t i = 0; i < kRecordsWithoutData + 1; ++i) ASSERT_EQ(read(), "wait");
  EXPECT_EQ(read(), "failed");
  EXPECT_EQ(ours_->failure(), "too many TLS records without data");
}

TEST_P(KeyUpdateTest, is_forgotten_when_the_session_is_told_to) {
  update_keys(kRecordsWithoutData);
  for (std::size_t i = 0; i < kRecordsWithoutData; ++i) ASSERT_EQ(read(), "wait");
  ours_->forget_records_without_data();
  update_keys(kRecordsWithoutData);
  say("data");
  for (std::size_t i = 0; i < kRecordsWithoutData; ++i) ASSERT_EQ(read(), "wait");
  EXPECT_EQ(read(), "data");
}

INSTANTIATE_TEST_SUITE_P(On, KeyUpdateTest, testing::Bool(),
                         [](const auto& side) { return side.param ? "Servers" : "Clients"; });

}  // namespace
}  // namespace parley::adapters
