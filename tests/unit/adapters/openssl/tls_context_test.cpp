#include "adapters/openssl/tls_context.hpp"

#include <gtest/gtest.h>

#include "adapters/openssl/self_signed.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/adapters/openssl/tls_wire.hpp"

namespace parley::adapters {
namespace {

/// A server, and a file with its certificate for a client to trust.
class TlsContextTest : public testing::Test {
 protected:
  void SetUp() override { test::write_text(ca_file_, certificate_to_pem(identity_.certificate.get())); }

  test::TemporaryFolder folder_;
  std::filesystem::path ca_file_ = folder_ / "ca.pem";
  ServerIdentity identity_ = fresh_identity();
  TlsContext server_ = TlsContext::server(identity_).value();
};

TEST_F(TlsContextTest, trusts_the_authority_in_the_file_for_the_names_in_the_certificate) {
  const auto client = TlsContext::client_trusting(ca_file_).value();
  for (const char* host : {"localhost", "127.0.0.1", "::1"}) {
    TlsWire wire(client, server_, host);
    ASSERT_EQ(wire.shake_hands(), TlsStep::kDone) << host << ": " << wire.client().failure();
    EXPECT_TRUE(wire.client().peer_identity().verified_by_authority);
    EXPECT_EQ(wire.client().peer_identity().key_fingerprint, identity_.fingerprint());
  }
}

TEST_F(TlsContextTest, does_not_trust_the_authority_for_another_host) {
  const auto client = TlsContext::client_trusting(ca_file_).value();
  for (const char* host : {"example.org", "192.0.2.1", "localhost.example.org"}) {
    TlsWire wire(client, server_, host);
    EXPECT_EQ(wire.shake_hands(), TlsStep::kFailed) << host;
    EXPECT_TRUE(wire.client().untrusted()) << host;
    EXPECT_NE(wire.client().failure().find("not trusted"), std::string::npos);
  }
}

TEST_F(TlsContextTest, does_not_trust_a_certificate_of_nobody_it_was_told_of) {
  const auto client = TlsContext::client_trusting(ca_file_).value();
  const auto forger = TlsContext::server(fresh_identity()).value();
  TlsWire wire(client, forger);
  EXPECT_EQ(wire.shake_hands(), TlsStep::kFailed);
  EXPECT_TRUE(wire.client().untrusted());
}

TEST_F(TlsContextTest, lets_every_certificate_through_when_the_caller_pins_the_key) {
  const auto client = TlsContext::client();
  TlsWire wire(client, server_, "example.org");
  EXPECT_EQ(wire.shake_hands(), TlsStep::kDone);
}

TEST_F(TlsContextTest, says_what_is_wrong_with_the_file_of_authorities) {
  const auto absent = TlsContext::client_trusting(folder_ / "absent.pem");
  ASSERT_FALSE(absent);
  EXPECT_NE(absent.error().message.find("absent.pem"), std::string::npos);
  test::write_text(ca_file_, "rubbish");
  const auto rubbish = TlsContext::client_trusting(ca_file_);
  ASSERT_FALSE(rubbish);
  EXPECT_EQ(rubbish.error().code, ErrorCode::kMalformed);
}

TEST_F(TlsContextTest, fails_without_calling_it_distrust_when_the_other_side_speaks_no_tls) {
  const auto client = TlsContext::client();
  TlsWire wire(client, server_);
  wire.slip_to_server("GET / HTTP/1.1\r\nHost: parley\r\n\r\n");
  EXPECT_EQ(wire.server().handshake(), TlsStep::kFailed);
  EXPECT_FALSE(wire.server().untrusted());
  EXPECT_FALSE(wire.server().failure().empty());
}

}  // namespace
}  // namespace parley::adapters
