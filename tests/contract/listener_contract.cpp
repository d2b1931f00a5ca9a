// What Listener and Network::listen() promise.

#include "tests/contract/stream_fixture.hpp"

namespace parley::contract {
namespace {

class ListenerContract : public StreamTest {};

TEST_P(ListenerContract, picks_a_free_port_when_asked_for_none) {
  EXPECT_NE(listener_->local().port, 0);
  EXPECT_EQ(listener_->local().address, world().server().address);
  StreamAcceptor other;
  auto second = world().server().network.listen({world().server().address, 0}, other);
  ASSERT_TRUE(second);
  EXPECT_NE((*second)->local().port, listener_->local().port);
}

TEST_P(ListenerContract, refuses_an_address_that_is_taken) {
  StreamAcceptor other;
  const auto second = world().server().network.listen(listener_->local(), other);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(second.error().message.find(listener_->local().to_string()), std::string::npos);
}

TEST_P(ListenerContract, refuses_an_address_that_is_not_of_this_host) {
  StreamAcceptor other;
  const auto foreign = world().server().network.listen({IpAddress::v4(0xc0000201), 0}, other);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::kUnavailable);
}

TEST_P(ListenerContract, gives_its_port_back_when_it_is_destroyed) {
  const auto local = listener_->local();
  listener_.reset();
  EXPECT_TRUE(world().server().network.listen(local, acceptor_));
}

TEST_P(ListenerContract, lets_accepted_streams_live_on_when_it_is_destroyed) {
  connect();
  listener_.reset();
  client_.stream->write("still here");
  ASSERT_TRUE(eventually([&] { return !server().records.empty(); }));
  server().stream->write("so am I");
  ASSERT_TRUE(eventually([&] { return !client_.records.empty(); }));
}

TEST_P(ListenerContract, may_be_destroyed_from_on_accept) {
  acceptor_.prepare = [&](StreamProbe&) { listener_.reset(); };
  connect();
  client_.stream->write("hello");
  EXPECT_TRUE(eventually([&] { return !server().records.empty(); }));
}

TEST_P(ListenerContract, accepts_many_at_once) {
  std::vector<std::unique_ptr<StreamProbe>> clients;
  for (int i = 0; i < 200; ++i) {
    clients.push_back(std::make_unique<StreamProbe>());
    clients.back()->stream = world().client().network.connect(target_, *clients.back());
    clients.back()->stream->write(std::to_string(i));
  }
  std::size_t greeted = 0;
  acceptor_.prepare = [&](StreamProbe& end) { end.then_on_record = [&] { ++greeted; }; };
  EXPECT_TRUE(eventually([&] { return greeted == clients.size(); }));
  EXPECT_EQ(acceptor_.ends.size(), clients.size());
}

TEST_P(ListenerContract, serves_others_when_one_client_breaks_off) {
  StreamProbe hasty;
  hasty.stream = world().client().network.connect(target_, hasty);
  world().run_for(1us);
  hasty.stream.reset();
  dial();
  EXPECT_TRUE(eventually([&] { return client_.identity.has_value(); }));
}

TEST_P(ListenerContract, asks_before_the_handshake_whether_a_client_is_admitted) {
  std::vector<Endpoint> asked;
  bool open = false;
  acceptor_.admitted = [&](const Endpoint& remote) {
    asked.push_back(remote);
    return open;
  };
  dial();
  ASSERT_TRUE(eventually([&] { return client_.closed.has_value(); }));
  EXPECT_FALSE(client_.identity.has_value());
  EXPECT_TRUE(acceptor_.ends.empty());
  open = true;
  StreamProbe second;
  second.stream = world().client().network.connect(target_, second);
  ASSERT_TRUE(eventually([&] { return second.identity && acceptor_.ends.size() == 1; })) << second.reason;
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[1], server().stream->remote());
}

PARLEY_CONTRACT_SUITE(ListenerContract);

}  // namespace
}  // namespace parley::contract
