#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/world/node.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/world.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class SimStreams : public testing::Test {
 protected:
  SimStreams() {
    door_.listener = server_.network().listen({{}, 15600}, door_).value();
    end_.stream = client_.network().connect({"registry", 15600}, end_);
  }

  StreamProbe& accepted() { return *door_.ends.at(0); }
  void stand() { world_.run_for(100ms); }

  World world_;
  Node& server_ = world_.add_node("registry");
  Node& client_ = world_.add_node("ann");
  StreamAcceptor door_;
  StreamProbe end_;
};

TEST_F(SimStreams, open_after_two_round_trips_with_the_servers_key) {
  world_.run_until([this] { return end_.opened > 0; }, 1s);
  EXPECT_GE(world_.now(), Instant(4 * 300us));
  EXPECT_TRUE(door_.ends.empty());
  stand();
  ASSERT_EQ(door_.ends.size(), 1U);
  EXPECT_EQ(end_.identity->key_fingerprint, server_.key_fingerprint());
  EXPECT_EQ(accepted().stream->remote().address, client_.address());
  EXPECT_EQ(end_.stream->remote(), (Endpoint{server_.address(), 15600}));
}

TEST_F(SimStreams, keep_records_whole_and_in_order) {
  stand();
  std::vector<std::string> sent;
  for (int i = 0; i < 300; ++i) {
    sent.push_back("record " + std::to_string(i));
    end_.stream->write(sent.back());
  }
  world_.run_for(1s);
  EXPECT_EQ(accepted().records, sent);
}

TEST_F(SimStreams, split_what_is_longer_than_a_record) {
  stand();
  end_.stream->write(std::string(16'384 + 1, 'x'));
  world_.run_for(1s);
  ASSERT_EQ(accepted().records.size(), 2U);
  EXPECT_EQ(accepted().records[0].size(), 16'384U);
  EXPECT_EQ(accepted().records[1].size(), 1U);
}

TEST_F(SimStreams, hold_the_writer_back_when_the_reader_pauses) {
  stand();
  accepted().stream->pause_reading();
  const std::string record(1'000, 'x');
  for (int i = 0; i < 200; ++i) end_.stream->write(record);
  world_.run_for(10s);
  EXPECT_THAT(accepted().records, IsEmpty());
  EXPECT_EQ(end_.stream->unsent(), 200'000U - 65'000U);
  EXPECT_EQ(end_.drained, 0);
  accepted().stream->resume_reading();
  world_.run_for(1s);
  EXPECT_EQ(accepted().records.size(), 200U);
  EXPECT_EQ(end_.stream->unsent(), 0U);
  EXPECT_EQ(end_.drained, 1);
}

TEST_F(SimStreams, say_nothing_of_draining_when_nothing_had_to_wait) {
  stand();
  for (int i = 0; i < 60; ++i) end_.stream->write(std::string(1'000, 'x'));
  EXPECT_EQ(end_.stream->unsent(), 0U);
  world_.run_for(1s);
  EXPECT_EQ(end_.drained, 0);
}

TEST_F(SimStreams, leave_a_new_connection_alone_when_the_deadline_of_an_old_one_in_its_slot_passes) {
  end_.stream.reset();
  world_.run_for(10s - 500us);
  StreamProbe late;
  late.stream = client_.network().connect({"registry", 15600}, late);
  stand();
  EXPECT_EQ(late.opened, 1);
  EXPECT_FALSE(late.closed);
}

TEST_F(SimStreams, deliver_nothing_more_once_paused_from_within_a_record) {
  stand();
  accepted().then_on_record = [this] { accepted().stream->pause_reading(); };
  for (const char* word : {"a", "b", "c"}) end_.stream->write(word);
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("a"));
  accepted().stream->resume_reading();
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("a", "b"));
}

TEST_F(SimStreams, tell_the_other_side_last_when_closed_in_order) {
  stand();
  end_.stream->write("bye");
  end_.stream->close();
  end_.stream.reset();
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("bye"));
  EXPECT_EQ(accepted().closed, CloseCause::kPeerClosed);
  EXPECT_FALSE(end_.closed);
}

TEST_F(SimStreams, send_what_waits_after_close_when_the_reader_goes_on_in_time) {
  stand();
  accepted().stream->pause_reading();
  for (int i = 0; i < 10; ++i) end_.stream->write(std::string(16'384, 'x'));
  end_.stream->close();
  end_.stream.reset();
  world_.run_for(4s);
  accepted().stream->resume_reading();
  world_.run_for(10s);
  EXPECT_EQ(accepted().records.size(), 10U);
  EXPECT_EQ(accepted().closed, CloseCause::kPeerClosed);
}

TEST_F(SimStreams, break_after_close_when_the_reader_takes_too_long) {
  stand();
  accepted().stream->pause_reading();
  for (int i = 0; i < 10; ++i) end_.stream->write(std::string(16'384, 'x'));
  end_.stream->close();
  world_.run_for(6s);
  accepted().stream->resume_reading();
  world_.run_for(10s);
  EXPECT_EQ(accepted().records.size(), 4U);
  EXPECT_EQ(accepted().closed, CloseCause::kBroken);
}

TEST_F(SimStreams, break_when_dropped) {
  stand();
  end_.stream.reset();
  world_.run_for(1s);
  EXPECT_EQ(accepted().closed, CloseCause::kBroken);
}

TEST_F(SimStreams, fail_when_nobody_listens_or_no_such_host_exists) {
  StreamProbe refused;
  refused.stream = client_.network().connect({"registry", 1}, refused);
  StreamProbe unknown;
  unknown.stream = client_.network().connect({"nowhere", 15600}, unknown);
  EXPECT_FALSE(refused.closed);
  world_.run_for(100ms);
  EXPECT_EQ(refused.closed, CloseCause::kUnreachable);
  EXPECT_EQ(unknown.closed, CloseCause::kUnreachable);
  EXPECT_EQ(refused.opened + unknown.opened, 0);
}

TEST_F(SimStreams, refuse_an_uncertified_server_when_the_client_wants_an_authority) {
  client_.network().require_authority(true);
  world_.run_for(100ms);
  EXPECT_EQ(end_.closed, CloseCause::kUntrusted);
  EXPECT_TRUE(door_.ends.empty());
}

TEST_F(SimStreams, hear_of_no_accept_when_the_client_gives_up_before) {
  world_.run_for(1ms);
  end_.stream.reset();
  world_.run_for(1s);
  EXPECT_TRUE(door_.ends.empty());
  EXPECT_FALSE(end_.closed);
}

TEST_F(SimStreams, break_for_the_others_when_the_program_crashes) {
  stand();
  server_.crash();
  EXPECT_FALSE(end_.closed);
  accepted().stream->write("too late");
  world_.run_for(1s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
  EXPECT_THAT(end_.records, IsEmpty());
}

TEST_F(SimStreams, fall_silent_when_the_machine_vanishes_and_break_when_it_comes_back) {
  stand();
  server_.vanish();
  end_.stream->write("hello?");
  world_.run_for(15min);
  EXPECT_FALSE(end_.closed);
  server_.power_on();
  world_.run_for(1s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
}

TEST_F(SimStreams, stand_for_the_silent_when_a_machine_comes_back_until_they_speak) {
  stand();
  end_.stream->write("received before");
  world_.run_for(1s);
  server_.vanish();
  world_.run_for(1s);
  server_.power_on();
  world_.run_for(1h);
  EXPECT_FALSE(end_.closed);
  end_.stream->write("hello?");
  world_.run_for(1s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
}

TEST_F(SimStreams, time_out_after_ten_seconds_when_the_machine_is_gone) {
  server_.vanish();
  world_.run_for(9s);
  EXPECT_FALSE(end_.closed);
  world_.run_for(2s);
  EXPECT_EQ(end_.closed, CloseCause::kUnreachable);
}

TEST_F(SimStreams, stall_while_the_way_is_cut_and_go_on_when_it_is_mended) {
  stand();
  world_.cut(server_.id(), client_.id());
  end_.stream->write("one");
  end_.stream->write("two");
  world_.run_for(1min);
  EXPECT_THAT(accepted().records, IsEmpty());
  world_.mend(client_.id(), server_.id());
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("one", "two"));
  EXPECT_FALSE(end_.closed);
}

TEST_F(SimStreams, carry_on_with_flow_control_after_a_cut_in_the_middle_of_a_flood) {
  stand();
  for (int i = 0; i < 500; ++i) end_.stream->write(std::string(1'000, 'x'));
  world_.run_for(1ms);
  world_.cut_off(server_.id());
  world_.run_for(5s);
  EXPECT_LT(accepted().records.size(), 200U);
  world_.reconnect(server_.id());
  world_.run_for(5s);
  EXPECT_EQ(accepted().records.size(), 500U);
  EXPECT_EQ(end_.drained, 1);
}

TEST_F(SimStreams, stand_after_the_cut_when_asked_for_during_it) {
  world_.cut_off(client_.id());
  StreamProbe late;
  late.stream = client_.network().connect({"registry", 15600}, late);
  world_.run_for(5s);
  EXPECT_EQ(late.opened, 0);
  world_.reconnect(client_.id());
  world_.run_for(1s);
  EXPECT_EQ(late.opened, 1);
}

TEST_F(SimStreams, use_a_slot_again_without_waking_old_ends) {
  stand();
  for (int i = 0; i < 50; ++i) {
    StreamProbe other;
    other.stream = client_.network().connect({"registry", 15600}, other);
    world_.run_for(50ms);
    other.stream->write("x");
    if (i % 2 == 0) other.stream->close();
    other.stream.reset();
    if (i % 3 == 0) world_.run_for(50ms);
  }
  world_.run_for(1s);
  ASSERT_EQ(door_.ends.size(), 51U);
  EXPECT_THAT(accepted().records, IsEmpty());
  for (std::size_t i = 1; i < door_.ends.size(); ++i) {
    EXPECT_THAT(door_.ends[i]->records, ElementsAre("x")) << i;
    EXPECT_TRUE(door_.ends[i]->closed) << i;
  }
}

}  // namespace
}  // namespace parley::sim
