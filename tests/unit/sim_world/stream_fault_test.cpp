#include <gmock/gmock.h>

#include "tests/unit/sim_world/pair_of_nodes.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// What the network does to streams.
class StreamFaults : public PairOfNodes {
 protected:
  StreamFaults() { stand(); }
};

TEST_F(StreamFaults, break_both_ends_behind_what_was_under_way) {
  end_.stream->write("on its way");
  world_.break_streams(bob_.id(), ann_.id());
  end_.stream->write("too late");
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("on its way"));
  EXPECT_EQ(accepted().closed, CloseCause::kBroken);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
  EXPECT_EQ(faults().broken, 1U);
}

TEST_F(StreamFaults, break_no_streams_to_others) {
  Node& cid = world_.add_node("cid");
  world_.break_streams(cid.id(), ann_.id());
  world_.run_for(1s);
  EXPECT_FALSE(end_.closed);
  EXPECT_EQ(faults().broken, 0U);
}

TEST_F(StreamFaults, break_a_connection_that_stands_for_the_client_alone) {
  StreamProbe late;
  late.stream = ann_.network().connect({"bob", kTcpPort}, late);
  world_.run_until([&] { return late.opened > 0; }, 1s);
  world_.break_streams(ann_.id(), bob_.id());
  world_.run_for(1s);
  EXPECT_EQ(late.closed, CloseCause::kBroken);
  EXPECT_EQ(faults().broken, 2U);
  for (const auto& end : door_.ends) EXPECT_EQ(end->closed, CloseCause::kBroken);
}

TEST_F(StreamFaults, tell_one_end_that_the_other_has_closed_when_half_closed) {
  end_.stream->write("last");
  world_.half_close(ann_.id(), bob_.id());
  world_.run_for(1min);
  EXPECT_THAT(accepted().records, ElementsAre("last"));
  EXPECT_EQ(accepted().closed, CloseCause::kPeerClosed);
  EXPECT_FALSE(end_.closed);
  end_.stream->write("are you there?");
  world_.run_for(1s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
  EXPECT_EQ(faults().half_closed, 1U);
}

TEST_F(StreamFaults, stall_streams_while_datagrams_pass) {
  world_.stall_streams(ann_.id(), bob_.id());
  end_.stream->write("stuck");
  send("passes");
  world_.run_for(1min);
  EXPECT_THAT(accepted().records, IsEmpty());
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("passes"));
  EXPECT_EQ(faults().stalled, 1U);
  world_.resume_streams(ann_.id(), bob_.id());
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("stuck"));
}

TEST_F(StreamFaults, give_a_stream_up_once_it_has_tried_in_vain_for_a_quarter_of_an_hour) {
  world_.cut(ann_.id(), bob_.id());
  end_.stream->write("stuck");
  world_.run_for(924s);
  EXPECT_FALSE(end_.closed);
  world_.run_for(1s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
  EXPECT_FALSE(accepted().closed);  // It has not tried.
  EXPECT_EQ(faults().timed_out, 1U);
}

TEST_F(StreamFaults, begin_anew_to_count_when_the_way_was_mended_meanwhile) {
  world_.cut(ann_.id(), bob_.id());
  end_.stream->write("one");
  world_.run_for(900s);
  world_.mend(ann_.id(), bob_.id());
  world_.run_for(1s);
  world_.cut(ann_.id(), bob_.id());
  end_.stream->write("two");
  world_.run_for(900s);
  EXPECT_FALSE(end_.closed);
  world_.run_for(30s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
}

TEST_F(StreamFaults, give_up_a_machine_that_is_gone) {
  bob_.vanish();
  end_.stream->write("hello?");
  world_.run_for(900s);
  EXPECT_FALSE(end_.closed);
  world_.run_for(60s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
}

TEST_F(StreamFaults, keep_what_was_received_when_nobody_is_left_to_write_to) {
  accepted().stream->pause_reading();
  end_.stream->write("unread");
  end_.stream->close();
  world_.run_for(1s);
  accepted().stream->write("into nowhere");
  accepted().stream->resume_reading();
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("unread"));
  EXPECT_EQ(accepted().closed, CloseCause::kPeerClosed);
}

}  // namespace
}  // namespace parley::sim
