#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "record/recorder.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/fake_ports.hpp"
#include "tests/unit/record/manual_core.hpp"
#include "tests/unit/record/words_sink.hpp"

namespace parley::record {
namespace {

class PeerRecorderTest : public testing::Test, public TerminalHandler {
 protected:
  void on_line(std::string_view line) override { core.seen.emplace_back(line); }
  void on_end_of_input() override { core.seen.emplace_back("end of input"); }
  void on_interrupt() override { core.seen.emplace_back("interrupt"); }

  void make(const RecorderOptions& options = {}) {
    recorder = std::make_unique<PeerRecorder>(
        screens::PeerPorts{clock, network, terminal, pins, entropy, log}, tape, options);
    recorder->ports().terminal.set_handler(this);
  }
  /// What a line, typed in answer to the question, is on the tape.
  std::string typed(QuestionKind question, std::string_view line) {
    recorder->ports().terminal.ask({question, "say: "});
    tape.take();
    terminal.type(line);
    EXPECT_EQ(core.seen.back(), line);
    return tape.take().at(0);
  }
  std::string printed(Style style, std::string_view line) {
    recorder->ports().terminal.print(style, line);
    EXPECT_TRUE(terminal.shown().ends_with(' ' + std::string(line) + '\n'));
    return tape.take().at(0);
  }

  FakeClock clock;
  FakeNetwork network;
  FakeTerminal terminal;
  FakePinStore pins;
  FakeEntropy entropy;
  FakeLogSink log;
  WordsSink tape;
  std::unique_ptr<PeerRecorder> recorder;
  ManualCore core;
};

TEST_F(PeerRecorderTest, tells_of_its_connection_and_hides_what_it_logs_in_with) {
  make();
  recorder->start_called();
  core.stream = recorder->ports().network.connect({"example.org", 15600}, core);
  network.connections[0]->handler->on_open({"SHA256:00", true});
  core.stream->write("LOGIN ada hunter2 6000\n");
  network.connections[0]->handler->on_record("AUTH <SUCCESS> <200>\n");
  EXPECT_EQ(tape.take(),
            (Words{"start", "connect 1 'example.org:15600'", "open 1 #1 192.0.2.1:15600 'SHA256:00'",
                   "write 1 'LOGIN ada ....... 6000\n'", "record 1 'AUTH <SUCCESS> <200>\n'"}));
  EXPECT_EQ(network.connection().written, std::deque<std::string>{"LOGIN ada hunter2 6000\n"});
  EXPECT_EQ(core.seen, (Words{"open SHA256:00", "AUTH <SUCCESS> <200>\n"}));
}

TEST_F(PeerRecorderTest, hides_hidden_lines) {
  make();
  EXPECT_EQ(typed(QuestionKind::kPassword, "hunter2"), "line #1 'aaaaaaa'");
  EXPECT_EQ(typed(QuestionKind::kPassword, "hunter3"), "line #1 'aaaaaab'");
  EXPECT_EQ(typed(QuestionKind::kPassword, "hunter2"), "line #1 'aaaaaaa'");
  EXPECT_EQ(typed(QuestionKind::kPassword, ""), "line #1 ''");
  EXPECT_EQ(typed(QuestionKind::kPassword, "my pass\xff"), "line #1 '.......\xf5'");
  EXPECT_EQ(typed(QuestionKind::kPassword, "p\u00e4ss word"), "line #1 'aaaaaaaaaa'");
  EXPECT_EQ(typed(QuestionKind::kPassword, std::string(257, 'p')), "line #1 '" + std::string(257, '.') + "'");
  EXPECT_EQ(typed(QuestionKind::kUserName, "hunter"), "line #0 'hunter'");
}

TEST_F(PeerRecorderTest, hides_a_digest_that_a_registry_sends_back) {
  make();
  core.stream = recorder->ports().network.connect({"example.org", 15600}, core);
  tape.take();
  const std::string digest(64, 'd');
  network.connections[0]->handler->on_record("EVENT " + digest);
  EXPECT_EQ(core.seen.back(), "EVENT " + digest);
  recorder->ports().log.write(LogLevel::kInfo, "it says " + digest);
  EXPECT_EQ(log.lines.back(), "it says " + digest);
  const std::string dots(64, '.');
  EXPECT_EQ(tape.take(), (Words{"record 1 'EVENT " + dots + "'", "log #1 'it says " + dots + "'"}));
  EXPECT_EQ(printed(Style::kError, digest), "print #4 '" + dots + "'");
}

TEST_F(PeerRecorderTest, blots_what_is_no_choice_at_a_menu) {
  make();
  EXPECT_EQ(typed(QuestionKind::kMainMenu, " 2 "), "line #0 ' 2 '");
  EXPECT_EQ(typed(QuestionKind::kMainMenu, "hunter 2"), "line #0 '...... .'");
}

TEST_F(PeerRecorderTest, keeps_what_people_write) {
  make();
  EXPECT_EQ(typed(QuestionKind::kChatLine, "meet me"), "line #0 'meet me'");
  EXPECT_EQ(printed(Style::kOther, "bob: where?"), "print #5 'bob: where?'");
}

TEST_F(PeerRecorderTest, fills_what_people_write_where_it_is_not_to_be_kept) {
  make({.keep_text = false});
  EXPECT_EQ(typed(QuestionKind::kChatLine, "meet me"), "line #0 'xxxx xx'");
  EXPECT_EQ(typed(QuestionKind::kChatLine, "q"), "line #0 'q'");
  EXPECT_EQ(typed(QuestionKind::kNewRoom, "tea"), "line #0 'tea'");
  EXPECT_EQ(printed(Style::kOther, "bob: where?"), "print #5 'bob: xxxxxx'");
  EXPECT_EQ(printed(Style::kSuccess, "System: User bob joined!"), "print #2 'System: User bob joined!'");
  EXPECT_EQ(printed(Style::kNotice, "System: secret."), "print #3 'System: xxxxxx.'");
  EXPECT_EQ(printed(Style::kError, "Wrong password..."), "print #4 'Wrong password...'");
  core.socket = *recorder->ports().network.join_group({kLoopback, 6000}, kLoopback, core);
  core.socket->send({kLoopback, 6000}, "ada: meet me");
  network.open_sockets.at(0).second->on_datagram({kLoopback, 9}, "bob: where?");
  core.socket.reset();
  EXPECT_EQ(tape.take(),
            (Words{"join group 127.0.0.1:6000 '127.0.0.1'", "socket opened 1 #0 127.0.0.1:6000 ''",
                   "send 1 127.0.0.1:6000 'ada: xxxx xx'", "datagram 1 127.0.0.1:9 'bob: xxxxxx'",
                   "drop datagram 1"}));
  EXPECT_EQ(network.take_sent(), (std::vector<SentDatagram>{{"127.0.0.1:6000", "ada: meet me"}}));
  EXPECT_EQ(core.seen.back(), "bob: where?");
}

TEST_F(PeerRecorderTest, tells_of_pins) {
  make();
  const HostPort registry{"::1", 15600};
  EXPECT_TRUE(recorder->ports().pins.find(registry));
  EXPECT_TRUE(recorder->ports().pins.save(registry, "SHA256:00"));
  EXPECT_EQ(**recorder->ports().pins.find(registry), "SHA256:00");
  pins.writable = false;
  EXPECT_FALSE(recorder->ports().pins.save(registry, "SHA256:11"));
  EXPECT_EQ(tape.take(),
            (Words{"find pin '[::1]:15600'", "pin found #0 ''", "save pin '[::1]:15600 SHA256:00'",
                   "pin saved #0 ''", "find pin '[::1]:15600'", "pin found #1 'SHA256:00'",
                   "save pin '[::1]:15600 SHA256:11'", "pin saved #6 'no space left'"}));
}

TEST_F(PeerRecorderTest, ends_with_the_exit) {
  make();
  terminal.handler()->on_end_of_input();
  terminal.handler()->on_interrupt();
  recorder->exited(client::ExitCode::kInterrupted);
  terminal.handler()->on_interrupt();
  recorder->ports().terminal.print(Style::kPlain, "bye");
  EXPECT_EQ(tape.take(), (Words{"end of input", "interrupt", "exit #130"}));
  EXPECT_EQ(core.seen.size(), 3U);
  recorder->ports().terminal.set_handler(nullptr);
  EXPECT_EQ(terminal.handler(), nullptr);
}

}  // namespace
}  // namespace parley::record
