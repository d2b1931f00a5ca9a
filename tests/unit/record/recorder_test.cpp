#include "record/recorder.hpp"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <array>
#include <string>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/fake_ports.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/unit/record/manual_core.hpp"
#include "tests/unit/record/words_sink.hpp"

namespace parley::record {
namespace {

using namespace std::chrono_literals;

using Written = std::deque<std::string>;

const UserName kAda = UserName::parse("ada").value();
const UserName kBob = UserName::parse("bob").value();

class RegistryRecorderTest : public testing::Test {
 protected:
  void listen() {
    core.listener = *recorder.ports().network.listen({kLoopback, 0}, core);
    recorder.ports().clock.set_wake_handler(&core);
  }
  void accept() {
    listen();
    network.accept();
    tape.take();
  }

  FakeClock clock;
  FakeNetwork network;
  TurnQueue turns;
  FakeStore store{turns};
  FakeHasher hasher{turns};
  FakeEntropy entropy;
  FakeLogSink log;
  WordsSink tape;
  RegistryRecorder recorder{{clock, network, store, hasher, entropy, log}, tape};
  ManualCore core;
};

TEST_F(RegistryRecorderTest, tells_of_calls_and_their_end) {
  recorder.start_called();
  recorder.ready({});
  recorder.stop_called();
  recorder.stopped();
  recorder.stop_called();
  EXPECT_EQ(tape.take(), (Words{"start", "ready #0 ''", "stop", "stopped"}));
}

TEST_F(RegistryRecorderTest, gives_all_of_a_turn_the_time_of_its_input) {
  clock.jump_to(Instant(5s));
  recorder.start_called();
  EXPECT_EQ(tape.last().at, Instant(5s));
  clock.jump_to(Instant(6s));
  recorder.ready(Error{ErrorCode::kUnavailable, "no disk"});
  EXPECT_EQ(tape.last().at, Instant(5s));
  EXPECT_EQ(tape.take().back(), "ready #3 'no disk'");
}

TEST_F(RegistryRecorderTest, tells_how_late_the_alarm_rings) {
  listen();
  tape.take();
  recorder.ports().clock.wake_at(Instant(3s));
  clock.jump_to(Instant(3s + 7ns));
  EXPECT_EQ(tape.take(), (Words{"wake #7"}));
  EXPECT_EQ(core.seen, (Words{"wake"}));
  recorder.ports().clock.set_wake_handler(nullptr);
  EXPECT_EQ(clock.handler(), nullptr);
}

TEST_F(RegistryRecorderTest, numbers_what_comes_to_be) {
  listen();
  EXPECT_EQ(tape.take(), (Words{"listen 127.0.0.1:0", "listening 1 #0 127.0.0.1:40001 ''"}));
  for (const auto* accepted : {"accept 1 127.0.0.1:4711", "accept 2 127.0.0.1:4711"}) {
    network.accept();
    EXPECT_EQ(tape.take()[0], accepted);
  }
  core.stream.reset();
  core.listener.reset();
  EXPECT_EQ(tape.take(), (Words{"drop stream 2", "drop listener 1"}));
}

TEST_F(RegistryRecorderTest, tells_why_it_cannot_listen) {
  network.listening_works = false;
  network.datagrams_work = false;
  EXPECT_FALSE(recorder.ports().network.listen({kLoopback, 1}, core));
  EXPECT_FALSE(recorder.ports().network.open_datagram({kLoopback, 2}, core));
  EXPECT_EQ(tape.take(), (Words{"listen 127.0.0.1:1", "listening 0 #3 [::]:0 'the address is taken'",
                                "open datagram 127.0.0.1:2", "socket opened 0 #3 [::]:0 'no such device'"}));
}

TEST_F(RegistryRecorderTest, gives_the_core_secrets_and_the_tape_stand_ins) {
  accept();
  network.connections[0]->handler->on_record("LOGIN ada hunter2 6000");
  EXPECT_EQ(core.seen, (Words{"LOGIN ada hunter2 6000"}));
  EXPECT_EQ(tape.take(), (Words{"record 1 'LOGIN ada aaaaaaa 6000'"}));
  core.stream->write("AUTH <SUCCESS> <200>");
  EXPECT_EQ(tape.take(), (Words{"write 1 'AUTH <SUCCESS> <200>'"}));
  EXPECT_EQ(network.connection().written, Written{"AUTH <SUCCESS> <200>"});
}

TEST_F(RegistryRecorderTest, knows_secrets_again_on_any_stream) {
  accept();
  network.connections[0]->handler->on_record("REGISTER ada hunter2");
  auto first = std::move(core.stream);
  network.accept();
  network.connections[1]->handler->on_record("LOGIN ada hunter3 1");
  network.connections[1]->handler->on_record("LOGIN ada hunter2 1");
  const auto words = tape.take();
  EXPECT_EQ(words.at(0), "record 1 'REGISTER ada aaaaaaa'");
  EXPECT_EQ(words.at(2), "record 2 'LOGIN ada aaaaaab 1'");
  EXPECT_EQ(words.at(3), "record 2 'LOGIN ada aaaaaaa 1'");
}

TEST_F(RegistryRecorderTest, tells_what_is_done_to_a_stream) {
  accept();
  const auto& connection = network.connection();
  core.stream->pause_reading();
  EXPECT_TRUE(connection.paused);
  core.stream->resume_reading();
  EXPECT_FALSE(connection.paused);
  EXPECT_EQ(core.stream->unsent(), 0U);
  network.connection().unsent = 12;
  EXPECT_EQ(core.stream->unsent(), 12U);
  network.connections[0]->handler->on_drained();
  core.stream->close();
  EXPECT_EQ(tape.take(),
            (Words{"pause reading 1", "resume reading 1", "unsent 1 #12", "drained 1", "close stream 1"}));
  EXPECT_TRUE(connection.closed);
  EXPECT_EQ(core.stream->remote(), (Endpoint{kLoopback, 4711}));
}

TEST_F(RegistryRecorderTest, lets_a_stream_be_destroyed_by_whom_it_calls) {
  accept();
  core.drops = true;
  network.connections[0]->handler->on_record("HELLO P2P");
  EXPECT_EQ(tape.take(), (Words{"record 1 'HELLO P2P'", "drop stream 1"}));
  network.accept();
  EXPECT_EQ(tape.take(), (Words{"accept 2 127.0.0.1:4711", "drop stream 2"}));
}

TEST_F(RegistryRecorderTest, lets_a_stream_be_destroyed_as_it_closes) {
  accept();
  network.connections[0]->handler->on_close(CloseCause::kBroken, "reset");
  EXPECT_EQ(tape.take(), (Words{"close 1 #1 'reset'", "drop stream 1"}));
  EXPECT_EQ(core.seen, (Words{"close reset"}));
}

TEST_F(RegistryRecorderTest, cuts_a_long_output_and_digests_all_of_it) {
  accept();
  const std::string most(tape::kOutputTextBytes, 'x');
  core.stream->write(most);
  EXPECT_EQ(tape.last().size, tape::kOutputTextBytes);
  EXPECT_EQ(tape.last().digest, 0U);
  core.stream->write(most + "y");
  EXPECT_EQ(tape.last().size, tape::kOutputTextBytes + 1);
  EXPECT_EQ(tape.last().digest, XXH3_64bits((most + "y").data(), tape::kOutputTextBytes + 1));
  EXPECT_EQ(tape.take(), (Words{"write 1 '" + most + "'", "write 1 '" + most + "'"}));
}

TEST_F(RegistryRecorderTest, shows_of_datagrams_only_keep_alives) {
  core.socket = *recorder.ports().network.open_datagram({kLoopback, 15500}, core);
  EXPECT_EQ(tape.take(), (Words{"open datagram 127.0.0.1:15500", "socket opened 1 #0 127.0.0.1:15500 ''"}));
  network.open_sockets.at(0).second->on_datagram({kLoopback, 9}, "KEEP_ALIVE ada");
  core.drops = true;
  network.open_sockets.at(0).second->on_datagram({kLoopback, 9}, "my hunter2");
  EXPECT_EQ(tape.take(), (Words{"datagram 1 127.0.0.1:9 'KEEP_ALIVE ada'",
                                "datagram 1 127.0.0.1:9 '.. .......'", "drop datagram 1"}));
  EXPECT_EQ(core.seen, (Words{"KEEP_ALIVE ada", "my hunter2"}));
}

TEST_F(RegistryRecorderTest, tells_of_accounts_without_their_hashes) {
  auto ports = recorder.ports();
  ports.hasher.hash("hunter2", [&](const Result<PasswordHash>& hash) { core.seen.push_back(hash->text); });
  const Store::Inserted inserted = [&](const Result<bool>& done) {
    core.seen.emplace_back(*done ? "new" : "old");
  };
  ports.store.insert_account({kAda, {"$scrypt$x"}}, inserted);
  ports.store.insert_account({kAda, {"$scrypt$y"}}, inserted);
  const Store::Found found = [&](const Result<std::optional<Account>>& account) {
    core.seen.push_back(account && *account ? (*account)->hash.text : "nobody");
  };
  store.failing_calls = {5};
  for (const auto& user : {kAda, kBob, kAda}) ports.store.find_account(user, found);
  for (const auto* secret : {"hunter3", "hunter4"}) {
    ports.hasher.verify(secret, {"hash of hunter3"}, [&](const Result<bool>& right) {
      core.seen.emplace_back(*right ? "right" : "wrong");
    });
  }
  EXPECT_EQ(tape.take(),
            (Words{"hash 1", "insert account 2 'ada'", "insert account 3 'ada'", "find account 4 'ada'",
                   "find account 5 'bob'", "find account 6 'ada'", "verify 7", "verify 8"}));
  turns.settle();
  EXPECT_EQ(tape.take(), (Words{"hashed 1 #0 ''", "inserted 2 #1 ''", "inserted 3 #0 ''", "found 4 #1 'ada'",
                                "found 5 #0 ''", "found 6 #3 'the disk is gone'", "verified 7 #1 ''",
                                "verified 8 #0 ''"}));
  EXPECT_EQ(core.seen,
            (Words{"hash of hunter2", "new", "old", "$scrypt$x", "nobody", "nobody", "right", "wrong"}));
}

TEST_F(RegistryRecorderTest, tells_of_rooms) {
  auto ports = recorder.ports();
  const StoredRoom tea{RoomName::parse("tea").value(), 1, 6000, 2, 3, {kAda}};
  const StoredRoom den{RoomName::parse("den").value(), 2, 6001, 2, 3, {kAda, kBob}};
  store.rooms = {{tea.room, tea}, {den.room, den}};
  store.failing_calls = {4};
  std::size_t loaded = 0;
  ports.store.load_rooms([&](const Result<std::vector<StoredRoom>>& rooms) { loaded = rooms->size(); });
  const auto ignore = [](const Result<CommitOutcome>& /*outcome*/) {};
  ports.store.commit_room(tea, 2, ignore);
  ports.store.commit_room(den, 1, ignore);
  ports.store.erase_room(tea.room, 2, ignore);
  EXPECT_EQ(tape.take(), (Words{"load rooms 1", "commit room 2 #2 'tea 1 6000 2 3 ada'",
                                "commit room 3 #1 'den 2 6001 2 3 ada,bob'", "erase room 4 #2 'tea'"}));
  turns.settle();
  EXPECT_EQ(loaded, 2U);
  EXPECT_EQ(tape.take(),
            (Words{"loaded room 'tea 1 6000 2 3 ada'", "loaded room 'den 2 6001 2 3 ada,bob'",
                   "loaded 1 #0 ''", "stored 2 #0 ''", "stored 3 #1 '2'", "stored 4 #3 'the disk is gone'"}));
}

TEST_F(RegistryRecorderTest, counts_random_bytes_and_tells_of_the_log) {
  log.least = LogLevel::kWarning;
  std::array<std::uint8_t, 32> bytes{};
  recorder.ports().entropy.fill(bytes);
  EXPECT_EQ(bytes[31], 31);
  EXPECT_FALSE(recorder.ports().log.keeps(LogLevel::kDebug));
  recorder.ports().log.write(LogLevel::kWarning, "beware");
  EXPECT_EQ(tape.take(), (Words{"entropy #32", "log #2 'beware'"}));
  EXPECT_EQ(log.lines, (Words{"beware"}));
}

TEST_F(RegistryRecorderTest, is_silent_after_its_end_and_passes_on_all) {
  accept();
  core.socket = *recorder.ports().network.open_datagram({kLoopback, 15500}, core);
  tape.take();
  recorder.end();
  network.connections[0]->handler->on_record("REGISTER ada hunter2");
  network.open_sockets.at(0).second->on_datagram({kLoopback, 9}, "KEEP_ALIVE ada");
  network.connection().unsent = 1;
  EXPECT_EQ(core.stream->unsent(), 1U);
  core.stream->write("answer");
  core.socket->send({kLoopback, 9}, "datagram");
  network.connections[0]->handler->on_close(CloseCause::kPeerClosed, "");
  core.listener.reset();
  core.socket.reset();
  EXPECT_EQ(tape.take(), Words{});
  EXPECT_EQ(core.seen, (Words{"REGISTER ada hunter2", "KEEP_ALIVE ada", "close "}));
  EXPECT_EQ(network.connection().written, Written{"answer"});
  EXPECT_EQ(network.take_sent(), (std::vector<SentDatagram>{{"127.0.0.1:9", "datagram"}}));
  EXPECT_TRUE(network.connection().dropped);
}

}  // namespace
}  // namespace parley::record
