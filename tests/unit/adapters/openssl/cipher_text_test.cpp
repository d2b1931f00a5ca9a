#include "adapters/openssl/cipher_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/openssl/tls_wire.hpp"

namespace parley::adapters {
namespace {

std::string record_of(std::size_t body) {
  return std::string("\x17\x03\x03", 3) + static_cast<char>(body >> 8U) + static_cast<char>(body & 0xffU) +
         std::string(body, 'x');
}

TEST(WholeRecord, is_none_until_the_last_byte_has_come) {
  const auto record = record_of(300);
  for (std::size_t i = 0; i < record.size(); ++i) ASSERT_EQ(whole_record(record.substr(0, i)), 0u) << i;
  EXPECT_EQ(whole_record(record), record.size());
}

TEST(WholeRecord, is_the_first_when_several_have_come) {
  EXPECT_EQ(whole_record(record_of(7) + record_of(20)), record_of(7).size());
}

TEST(WholeRecord, is_all_there_is_when_no_record_begins_so) {
  EXPECT_EQ(whole_record("GET"), 3u);
  EXPECT_EQ(whole_record("\x16\x02"), 2u);
  EXPECT_EQ(whole_record("\x80\x2e\x01\x03"), 4u);
}

TEST(WholeRecord, may_have_18432_bytes_and_no_more) {
  EXPECT_EQ(whole_record(record_of(18'432).substr(0, 100)), 0u);
  EXPECT_EQ(whole_record(record_of(18'433).substr(0, 100)), 100u);
}

/// Two sessions whose cipher text the test hands from one to the other.
class CipherTextTest : public testing::Test {
 protected:
  void SetUp() override {
    bool client_stands = false;
    bool server_stands = false;
    for (int i = 0; i < 10 && !(client_stands && server_stands); ++i) {
      if (!client_stands) client_stands = client_.handshake() == TlsStep::kDone;
      give(to_server_, to_client_.output);
      if (!server_stands) server_stands = server_.handshake() == TlsStep::kDone;
      give(to_client_, to_server_.output);
    }
    ASSERT_TRUE(client_stands && server_stands);
  }

  /// Hands over what the other one wrote: `to` is the text of the one who reads.
  void give(CipherText& to, std::string& from) {
    kept_.push_back(std::make_unique<std::string>(std::exchange(from, {})));
    to.input = *kept_.back();
    to.starved = false;
  }

  ServerIdentity identity_ = fresh_identity();
  TlsContext client_context_ = TlsContext::client();
  TlsContext server_context_ = TlsContext::server(identity_).value();
  CipherText to_client_;
  CipherText to_server_;
  TlsSession client_ = client_context_.connect(to_client_, "localhost");
  TlsSession server_ = server_context_.accept(to_server_);
  std::vector<std::unique_ptr<std::string>> kept_;
};

TEST_F(CipherTextTest, carries_each_write_as_a_record_of_its_own) {
  for (const char* word : {"one", "two", "three"}) ASSERT_EQ(client_.write_record(word), TlsStep::kDone);
  give(to_server_, to_client_.output);
  for (const char* word : {"one", "two", "three"}) EXPECT_EQ(TlsWire::read(server_), word);
  EXPECT_EQ(TlsWire::read(server_), "wait");
  EXPECT_TRUE(to_server_.starved);
}

TEST_F(CipherTextTest, never_makes_a_writer_wait) {
  const std::string record(kRecordBytes, 'x');
  for (int i = 0; i < 200; ++i) ASSERT_EQ(client_.write_record(record), TlsStep::kDone);
  EXPECT_GT(to_client_.output.size(), 200 * kRecordBytes);
}

TEST_F(CipherTextTest, tells_an_end_without_a_good_bye) {
  ASSERT_EQ(client_.write_record("last"), TlsStep::kDone);
  give(to_server_, to_client_.output);
  to_server_.input_ended = true;
  EXPECT_EQ(TlsWire::read(server_), "last");
  EXPECT_EQ(TlsWire::read(server_), "failed");
  EXPECT_EQ(server_.failure(), "the connection ended without a good-bye");
}

TEST_F(CipherTextTest, keeps_its_buffers_only_while_told_to) {
  server_.keep_buffers(true);
  for (const char* word : {"one", "two"}) ASSERT_EQ(client_.write_record(word), TlsStep::kDone);
  give(to_server_, to_client_.output);
  EXPECT_EQ(TlsWire::read(server_), "one");
  server_.keep_buffers(false);
  EXPECT_EQ(TlsWire::read(server_), "two");
}

}  // namespace
}  // namespace parley::adapters
