#include "adapters/openssl/tls_session.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/openssl/tls_wire.hpp"

namespace parley::adapters {
namespace {

class TlsSessionTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(wire_.shake_hands(), TlsStep::kDone) << wire_.client().failure(); }
  std::string read() { return TlsWire::read(wire_.server()); }

  ServerIdentity identity_ = fresh_identity();
  TlsContext client_context_ = TlsContext::client();
  TlsContext server_context_ = TlsContext::server(identity_).value();
  TlsWire wire_{client_context_, server_context_};
};

TEST_F(TlsSessionTest, shows_the_fingerprint_of_the_server_to_the_client) {
  const auto shown = wire_.client().peer_identity();
  EXPECT_EQ(shown.key_fingerprint, identity_.fingerprint());
  EXPECT_FALSE(shown.verified_by_authority);
}

TEST_F(TlsSessionTest, reads_two_records_one_by_one_when_they_come_in_one_segment) {
  EXPECT_EQ(wire_.client().write_record("one"), TlsStep::kDone);
  EXPECT_EQ(wire_.client().write_record("two"), TlsStep::kDone);
  wire_.carry_to_server(SIZE_MAX);
  EXPECT_EQ(read(), "one");
  EXPECT_EQ(read(), "two");
  EXPECT_EQ(read(), "wait");
}

TEST_F(TlsSessionTest, reads_a_record_whole_when_it_comes_byte_by_byte) {
  const std::string record(300, 'r');
  EXPECT_EQ(wire_.client().write_record(record), TlsStep::kDone);
  while (wire_.carry_to_server(1) == 1) {
    const auto text = read();
    if (text == "wait") continue;
    EXPECT_EQ(text, record);
    EXPECT_EQ(wire_.carry_to_server(1), 0u);  // Not before the last byte.
    return;
  }
  FAIL() << "the record never came";
}

TEST_F(TlsSessionTest, carries_the_longest_record_whole) {
  const std::string record(kRecordBytes, 'x');
  EXPECT_EQ(wire_.client().write_record(record), TlsStep::kDone);
  wire_.carry_to_server(SIZE_MAX);
  EXPECT_EQ(read(), record);
}

TEST_F(TlsSessionTest, waits_and_goes_on_with_the_same_record_when_the_socket_is_full) {
  const std::string record(kRecordBytes, 'x');
  std::size_t sent = 0;
  TlsStep step = TlsStep::kDone;
  for (int i = 0; i < 1000 && step == TlsStep::kDone; ++i) {
    step = wire_.client().write_record(record);
    if (step == TlsStep::kDone) ++sent;
  }
  ASSERT_EQ(step, TlsStep::kAwaitWritable);
  std::size_t received = 0;
  for (int i = 0; i < 1000 && received < sent + 1; ++i) {
    wire_.carry_to_server(4096);
    for (auto text = read(); text != "wait"; text = read()) {
      ASSERT_EQ(text, record);
      ++received;
    }
    const std::string moved = record;  // The same bytes from another place.
    if (step != TlsStep::kDone) step = wire_.client().write_record(moved);
  }
  EXPECT_EQ(received, sent + 1);
}

TEST_F(TlsSessionTest, tells_a_good_bye_from_an_abrupt_end) {
  EXPECT_EQ(wire_.client().say_goodbye(), TlsStep::kDone);
  wire_.carry_to_server(SIZE_MAX);
  EXPECT_EQ(read(), "closed");
  wire_.cut();
  EXPECT_EQ(TlsWire::read(wire_.client()), "failed");
  EXPECT_EQ(wire_.client().failure(), "the connection ended without a good-bye");
}

TEST_F(TlsSessionTest, fails_when_bytes_are_slipped_in) {
  wire_.slip_to_server("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(read(), "failed");
  EXPECT_FALSE(wire_.server().failure().empty());
}

}  // namespace
}  // namespace parley::adapters
