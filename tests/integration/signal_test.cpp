#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <vector>

#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"
#include "tests/support/pipe_program.hpp"
#include "tests/support/pty_program.hpp"

/// What the real programs do when the system signals them.
namespace parley::test {
namespace {

using namespace std::chrono_literals;

class Signal : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(registry_.listening()) << registry_.errors();
    ::signal(SIGHUP, SIG_DFL);  // What the peers inherit: these tests may run under nohup.
  }
  void TearDown() override { EXPECT_EQ(registry_.terminate(), 0) << registry_.errors(); }

  Command peer(const std::string& name) const {
    return {{PARLEY_BIN_DIR "/parley-peer", "--registry", registry_.tcp().to_string(), "--data",
             (folder_.path() / name).string(), "--multicast-interface", "127.0.0.1"},
            {},
            {}};
  }

  /// Signs up, logs in and creates the room, or joins it.
  template <class Program>
  static void enter(Program& program, const std::string& name, const std::string& port, const char* choice) {
    for (const std::string& line : std::vector<std::string>{"1", name, "secret"}) program.write_line(line);
    for (const std::string& line : std::vector<std::string>{"2", name, "secret", port, choice, "den"}) {
      program.write_line(line);
    }
    ASSERT_TRUE(program.sees("Welcome to Chatroom den")) << program.output();
  }

  /// Whether the registry knows nobody of that name to be online.
  bool is_offline(const std::string& name) {
    auto client = TlsClient::connect(registry_.tcp());
    if (!client) return false;
    client->receive();
    client->ask("REGISTER witness-" + name + " secret");
    client->ask("LOGIN witness-" + name + " secret 6100");
    return client->ask("SEARCH_USER " + name) == "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>";
  }

  TemporaryFolder folder_;
  RegistryProcess registry_{{folder_.path() / "registry", {"--keepalive-timeout", "60"}}};
};

TEST_F(Signal, is_ignored_by_the_registry_when_it_is_a_hang_up_or_a_broken_pipe) {
  auto client = TlsClient::connect(registry_.tcp());
  ASSERT_TRUE(client.has_value());
  client->receive();
  for (const int number : {SIGHUP, SIGPIPE, SIGHUP}) ::kill(registry_.pid(), number);
  EXPECT_EQ(client->ask("REGISTER alice secret"), "REGISTER <SUCCESS> <200>");
}

TEST_F(Signal, has_a_peer_leave_in_order_when_it_is_a_hang_up) {
  PipeProgram alice(peer("alice"));
  enter(alice, "alice", "6001", "3");
  PipeProgram bob(peer("bob"));
  enter(bob, "bob", "6002", "5");
  ASSERT_TRUE(alice.sees("System: User bob joined!"));
  bob.child().signal(SIGHUP);
  EXPECT_EQ(bob.wait_for_end(), 130);
  EXPECT_TRUE(alice.sees("System: User bob left."));
  EXPECT_TRUE(is_offline("bob"));
}

TEST_F(Signal, has_a_peer_leave_in_order_when_its_terminal_is_closed) {
  PipeProgram alice(peer("alice"));
  enter(alice, "alice", "6001", "3");
  PtyProgram bob(peer("bob"));
  for (const char* line : {"1", "bob", "secret", "2", "bob", "secret", "6002", "5", "den"})
    bob.type_line(line);
  ASSERT_TRUE(bob.sees("Welcome to Chatroom den")) << bob.text();
  ASSERT_TRUE(alice.sees("System: User bob joined!"));
  bob.hang_up();
  EXPECT_TRUE(bob.wait_for_end().has_value());
  EXPECT_TRUE(alice.sees("System: User bob left."));
  EXPECT_TRUE(is_offline("bob"));
}

TEST_F(Signal, is_ignored_by_a_peer_when_it_is_a_hang_up_under_nohup) {
  auto command = peer("alice");
  command.words.insert(command.words.begin(), {"/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh"});
  PipeProgram alice(command);
  enter(alice, "alice", "6001", "3");
  alice.child().signal(SIGHUP);
  alice.write_line("q");
  alice.write_line("6");
  EXPECT_EQ(alice.wait_for_end(), 0);
}

TEST_F(Signal, is_ignored_by_a_peer_when_it_is_a_broken_pipe) {
  PipeProgram alice(peer("alice"));
  enter(alice, "alice", "6001", "3");
  alice.child().signal(SIGPIPE);
  alice.write_line("q");
  alice.write_line("6");
  EXPECT_EQ(alice.wait_for_end(), 0);
}

}  // namespace
}  // namespace parley::test
