// What Stream promises of its end: orderly or sudden, on either side, at any moment.

#include "tests/contract/stream_fixture.hpp"

namespace parley::contract {
namespace {

class StreamEndContract : public StreamTest {};

TEST_P(StreamEndContract, delivers_all_when_the_writer_closes_and_is_gone_at_once) {
  connect();
  for (int i = 0; i < 100; ++i) client_.stream->write(pattern(1000));
  client_.stream->close();
  client_.stream.reset();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  EXPECT_EQ(server().closed, CloseCause::kPeerClosed) << server().reason;
  EXPECT_FALSE(server().reason.empty());
  EXPECT_EQ(server().records, std::vector<std::string>(100, pattern(1000)));
  EXPECT_EQ(client_.events, "o");
}

TEST_P(StreamEndContract, delivers_what_had_to_wait_when_the_writer_closes_and_is_gone) {
  connect();
  server().stream->pause_reading();
  const auto sent = fill(*client_.stream);
  ASSERT_GT(client_.stream->unsent(), 0u);
  client_.stream->close();
  client_.stream.reset();
  server().stream->resume_reading();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  EXPECT_EQ(server().closed, CloseCause::kPeerClosed) << server().reason;
  EXPECT_EQ(joined(server().records), sent);
}

TEST_P(StreamEndContract, delivers_the_last_words_though_the_other_end_is_still_writing) {
  connect();
  server().then_on_record = [&] { server().stream->write(pattern(100'000)); };
  for (int i = 0; i < 20; ++i) client_.stream->write("ask");
  client_.stream->write("last words");
  client_.stream->close();
  client_.stream.reset();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  ASSERT_EQ(server().records.size(), 21u) << server().reason;
  EXPECT_EQ(server().records.back(), "last words");
}

TEST_P(StreamEndContract, calls_nothing_back_and_sends_nothing_after_close) {
  connect();
  client_.stream->close();
  client_.stream->write("too late");
  EXPECT_EQ(client_.stream->unsent(), 0u);
  client_.stream->close();
  server().stream->write("for nobody");
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(client_.events, "o");
  EXPECT_TRUE(server().records.empty());
}

TEST_P(StreamEndContract, ends_both_when_both_close_at_once) {
  connect();
  client_.stream->close();
  server().stream->close();
  world().run_for(kQuiet);
  EXPECT_EQ(client_.events, "o");
  EXPECT_EQ(server().events, "");
}

TEST_P(StreamEndContract, does_nothing_when_written_to_after_on_close) {
  connect();
  client_.stream->close();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  server().stream->write("for nobody");
  server().stream->pause_reading();
  server().stream->resume_reading();
  server().stream->close();
  world().run_for(kQuiet);
  EXPECT_EQ(server().events, "c");
}

TEST_P(StreamEndContract, breaks_the_other_end_when_it_is_destroyed) {
  connect();
  client_.stream.reset();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  EXPECT_EQ(server().closed, CloseCause::kBroken);
  EXPECT_FALSE(server().reason.empty());
}

TEST_P(StreamEndContract, breaks_the_client_when_the_accepted_stream_is_dropped_at_once) {
  acceptor_.prepare = [](StreamProbe& end) { end.stream.reset(); };
  dial();
  ASSERT_TRUE(eventually([&] { return client_.closed.has_value(); }));
  EXPECT_EQ(client_.closed, CloseCause::kBroken);
}

TEST_P(StreamEndContract, may_be_destroyed_in_on_open) {
  client_.then_on_open = [&] { client_.stream.reset(); };
  dial();
  ASSERT_TRUE(eventually([&] { return client_.identity.has_value(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(client_.events, "o");
}

TEST_P(StreamEndContract, may_be_destroyed_in_on_record_with_more_records_behind) {
  connect();
  server().then_on_record = [&] { server().stream.reset(); };
  for (const char* word : {"a", "b", "c"}) client_.stream->write(word);
  ASSERT_TRUE(eventually([&] { return client_.closed.has_value(); }));
  EXPECT_EQ(server().events, "r");
}

TEST_P(StreamEndContract, may_be_closed_in_on_record_with_more_records_behind) {
  connect();
  server().then_on_record = [&] {
    server().stream->write("enough");
    server().stream->close();
    server().stream.reset();
  };
  for (const char* word : {"a", "b", "c"}) client_.stream->write(word);
  ASSERT_TRUE(eventually([&] { return client_.closed.has_value(); }));
  EXPECT_EQ(client_.closed, CloseCause::kPeerClosed) << client_.reason;
  EXPECT_EQ(client_.records, std::vector<std::string>{"enough"});
  EXPECT_EQ(server().events, "r");
}

TEST_P(StreamEndContract, may_be_destroyed_in_on_drained) {
  connect();
  server().stream->pause_reading();
  fill(*client_.stream);
  client_.then_on_drained = [&] { client_.stream.reset(); };
  server().stream->resume_reading();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  EXPECT_EQ(client_.events, "od");
}

TEST_P(StreamEndContract, may_be_destroyed_in_on_close) {
  connect();
  server().then_on_close = [&] { server().stream.reset(); };
  client_.stream->close();
  ASSERT_TRUE(eventually([&] { return server().closed.has_value(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(server().events, "c");
}

TEST_P(StreamEndContract, calls_nothing_back_when_destroyed_before_it_stood) {
  dial();
  client_.stream.reset();
  world().run_for(kQuiet);
  EXPECT_EQ(client_.events, "");
}

TEST_P(StreamEndContract, calls_nothing_back_when_closed_before_it_stood) {
  dial();
  client_.stream->close();
  world().run_for(kQuiet);
  EXPECT_EQ(client_.events, "");
}

TEST_P(StreamEndContract, is_unreachable_when_nobody_listens_there) {
  listener_.reset();
  dial();
  ASSERT_TRUE(eventually([&] { return client_.closed.has_value(); }));
  EXPECT_EQ(client_.closed, CloseCause::kUnreachable);
  EXPECT_FALSE(client_.reason.empty());
  EXPECT_EQ(client_.events, "c");
}

PARLEY_CONTRACT_SUITE(StreamEndContract);

}  // namespace
}  // namespace parley::contract
