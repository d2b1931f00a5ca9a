// What Stream promises of its life: records whole and in order, and back-pressure.

#include <set>

#include "tests/contract/stream_fixture.hpp"

namespace parley::contract {
namespace {

class StreamContract : public StreamTest {};

TEST_P(StreamContract, opens_and_shows_the_key_of_the_server) {
  connect();
  EXPECT_TRUE(client_.identity->key_fingerprint.starts_with("SHA256:"));
  EXPECT_EQ(client_.identity->key_fingerprint.size(), 7u + 64u);
  StreamProbe again;
  again.stream = world().client().network.connect(target_, again);
  ASSERT_TRUE(eventually([&] { return again.identity.has_value(); }));
  EXPECT_EQ(again.identity->key_fingerprint, client_.identity->key_fingerprint);
}

TEST_P(StreamContract, calls_nobody_back_from_within) {
  dial();
  EXPECT_EQ(client_.events, "");
  ASSERT_TRUE(eventually([&] { return client_.identity && acceptor_.ends.size() == 1; }));
  client_.stream->write("a");
  server().stream->pause_reading();
  server().stream->resume_reading();
  EXPECT_EQ(server().events, "");
  ASSERT_TRUE(eventually([&] { return server().events == "r"; }));
  client_.stream->close();
  EXPECT_EQ(client_.events, "o");
}

TEST_P(StreamContract, opens_before_it_brings_records_when_the_server_speaks_first) {
  acceptor_.prepare = [](StreamProbe& end) { end.stream->write("greeting"); };
  dial();
  ASSERT_TRUE(eventually([&] { return !client_.records.empty(); }));
  EXPECT_EQ(client_.events, "or");
  EXPECT_EQ(client_.records.front(), "greeting");
}

TEST_P(StreamContract, sends_what_was_written_before_it_stood) {
  dial();
  client_.stream->write("early");
  client_.stream->write("bird");
  ASSERT_TRUE(eventually([&] { return acceptor_.ends.size() == 1 && server().records.size() == 2; }));
  EXPECT_EQ(server().records, (std::vector<std::string>{"early", "bird"}));
}

TEST_P(StreamContract, carries_each_write_as_a_record_of_its_own_in_order) {
  connect();
  std::vector<std::string> sent;
  for (std::size_t i = 1; i <= 200; ++i) sent.push_back(pattern(i * 7));
  for (const auto& record : sent) {
    client_.stream->write(record);
    server().stream->write(record);
  }
  ASSERT_TRUE(eventually([&] { return client_.records.size() >= 200 && server().records.size() >= 200; }));
  EXPECT_EQ(server().records, sent);
  EXPECT_EQ(client_.records, sent);
}

TEST_P(StreamContract, keeps_a_write_of_16384_bytes_whole_and_splits_a_longer_one) {
  connect();
  client_.stream->write(pattern(kRecord));
  client_.stream->write(pattern(2 * kRecord + 5));
  ASSERT_TRUE(eventually([&] { return server().received == 3 * kRecord + 5; }));
  ASSERT_EQ(server().records.size(), 4u);
  EXPECT_EQ(server().records[0], pattern(kRecord));
  EXPECT_EQ(server().records[3].size(), 5u);
  EXPECT_EQ(joined(server().records), pattern(kRecord) + pattern(2 * kRecord + 5));
}

TEST_P(StreamContract, sends_nothing_when_the_write_is_empty) {
  connect();
  client_.stream->write("");
  client_.stream->write("x");
  ASSERT_TRUE(eventually([&] { return !server().records.empty(); }));
  EXPECT_EQ(server().records, std::vector<std::string>{"x"});
}

TEST_P(StreamContract, carries_any_byte) {
  connect();
  const std::string bytes("\0\n\xff\r", 4);
  client_.stream->write(bytes);
  ASSERT_TRUE(eventually([&] { return !server().records.empty(); }));
  EXPECT_EQ(server().records.front(), bytes);
}

TEST_P(StreamContract, says_nothing_of_draining_when_nothing_had_to_wait) {
  connect();
  client_.stream->write("x");
  EXPECT_EQ(client_.stream->unsent(), 0u);
  world().run_for(kQuiet);
  EXPECT_EQ(client_.events, "o");
}

TEST_P(StreamContract, holds_the_writer_back_while_the_reader_pauses_and_drains_afterwards) {
  connect();
  server().stream->pause_reading();
  const auto sent = fill(*client_.stream);
  ASSERT_GT(client_.stream->unsent(), 0u);
  EXPECT_EQ(client_.events, "o");
  server().stream->resume_reading();
  ASSERT_TRUE(eventually([&] { return server().received == sent.size() && client_.events == "od"; }));
  EXPECT_EQ(client_.stream->unsent(), 0u);
  EXPECT_EQ(joined(server().records), sent);
}

TEST_P(StreamContract, brings_no_record_while_paused_from_within_one) {
  acceptor_.prepare = [](StreamProbe& end) { end.then_on_record = [&end] { end.stream->pause_reading(); }; };
  connect();
  for (const char* word : {"a", "b", "c"}) client_.stream->write(word);
  ASSERT_TRUE(eventually([&] { return !server().records.empty(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(server().records.size(), 1u);
  server().then_on_record = nullptr;
  server().stream->resume_reading();
  ASSERT_TRUE(eventually([&] { return server().records.size() == 3; }));
  EXPECT_EQ(joined(server().records), "abc");
}

TEST_P(StreamContract, knows_the_address_of_the_other_end) {
  connect();
  EXPECT_EQ(client_.stream->remote(), listener_->local());
  EXPECT_EQ(server().stream->remote().address, world().client().address);
  EXPECT_NE(server().stream->remote().port, 0);
}

TEST_P(StreamContract, names_its_connection_alike_at_both_ends) {
  std::optional<ChannelId> while_opening;
  std::optional<ChannelId> while_accepting;
  acceptor_.prepare = [&](StreamProbe& end) { while_accepting = end.stream->channel(); };
  client_.then_on_open = [&] { while_opening = client_.stream->channel(); };
  connect();
  EXPECT_TRUE(while_opening->is_known());
  EXPECT_EQ(while_opening, while_accepting);
  EXPECT_EQ(client_.stream->channel(), server().stream->channel());
  EXPECT_EQ(client_.stream->channel(), *while_opening);
}

TEST_P(StreamContract, names_each_of_1000_connections_differently) {
  std::set<ChannelId> at_clients;
  std::set<ChannelId> at_servers;
  acceptor_.prepare = [&](StreamProbe& end) { at_servers.insert(end.stream->channel()); };
  for (std::size_t i = 1; i <= 1000; ++i) {
    StreamProbe client;
    client.stream = world().client().network.connect(target_, client);
    ASSERT_TRUE(eventually([&] { return client.identity && acceptor_.ends.size() == 1; })) << client.reason;
    at_clients.insert(client.stream->channel());
    acceptor_.ends.clear();
  }
  EXPECT_EQ(at_clients.size(), 1000u);
  EXPECT_EQ(at_clients, at_servers);
}

TEST_P(StreamContract, works_both_ways_at_once_when_both_write_much) {
  connect();
  const std::string much = pattern(4'000'000);
  client_.stream->write(much);
  server().stream->write(much);
  ASSERT_TRUE(
      eventually([&] { return client_.received == much.size() && server().received == much.size(); }));
  EXPECT_EQ(joined(client_.records), much);
  EXPECT_EQ(joined(server().records), much);
}

PARLEY_CONTRACT_SUITE(StreamContract);

}  // namespace
}  // namespace parley::contract
