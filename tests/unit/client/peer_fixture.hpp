#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/check.hpp"
#include "client/client.hpp"
#include "screens/menu_peer.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/fake_ports.hpp"
#include "tests/unit/client/expected_screens.hpp"
#include "wire/answer.hpp"

namespace parley::client {

using namespace std::chrono_literals;

/// A peer on fake ports, with a test that plays the registry and the person.
class PeerFixture {
 public:
  PeerFixture() : PeerFixture(PeerOptions{HostPort{"reg", 15600}, {}, {}, false, wire::Dialect::kV2}) {}
  explicit PeerFixture(const PeerOptions& options)
      : v2_(options.dialect == wire::Dialect::kV2),
        peer_(std::make_unique<screens::MenuPeer>(
            screens::PeerPorts{clock, network, terminal, pins, entropy, log}, options,
            [this](ExitCode code) { on_exit(code); })) {}

  void start() { peer_->start(); }
  std::string user() const { return std::string(peer_->client().snapshot().user); }
  std::string room() const { return std::string(peer_->client().snapshot().room); }
  void crash() { peer_.reset(); }

  // The person.
  void type(std::string_view line) { terminal.type(line); }
  std::string shown() { return terminal.shown(); }
  void end_input() { terminal.handler()->on_end_of_input(); }
  void interrupt() { terminal.handler()->on_interrupt(); }

  // The registry.
  void open(const TlsIdentity& identity = {"SHA256:aa", false}) { stream().on_open(identity); }
  void send(std::string_view record) { stream().on_record(record); }
  void answer(std::string_view message) { send(std::string(message) + (v2_ ? "\n" : "")); }
  void greet() {
    open();
    send(wire::kGreeting);
    if (v2_) send("HELLO <SUCCESS> <200> versions=1,2 udp-port=15501\n");
  }
  void lose(CloseCause cause = CloseCause::kBroken, const std::string& reason = "reset by peer") {
    const auto wire = network.connections.back();
    auto* handler = std::exchange(wire->handler, nullptr);
    ASSERT_NE(handler, nullptr) << "no connection to lose";
    handler->on_close(cause, reason);
  }

  /// The next message of the peer, without its line end; empty where there is none.
  std::string asked() {
    auto& written = network.connection().written;
    if (written.empty()) return {};
    auto message = written.front();
    written.pop_front();
    if (v2_ && message.ends_with('\n')) message.pop_back();
    return message;
  }
  bool connected() { return !network.connections.empty() && network.connection().handler != nullptr; }

  // Walks, each of which leaves nothing shown or asked.
  void reach_welcome() {
    start();
    greet();
    forget();
  }
  void reach_main_menu() {
    reach_welcome();
    for (const auto* line : {"2", "ann", "secret", "5000"}) type(line);
    answer("AUTH <SUCCESS> <200>");
    forget();
  }
  void reach_room() {
    reach_main_menu();
    for (const auto* line : {"3", "lobby"}) type(line);
    answer("CREATION <SUCCESS> <200>");
    answer("SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000");
    forget();
  }
  void forget() {
    shown();
    network.take_sent();
    if (!network.connections.empty()) network.connection().written.clear();
  }

  FakeClock clock;
  FakeNetwork network;
  FakeTerminal terminal;
  FakePinStore pins;
  FakeEntropy entropy;
  FakeLogSink log;
  std::optional<ExitCode> exit_code;

 private:
  StreamHandler& stream() {
    PARLEY_CHECK(connected());
    return *network.connection().handler;
  }
  void on_exit(ExitCode code) {
    EXPECT_FALSE(exit_code) << "on_exit came twice";
    exit_code = code;
  }

  bool v2_;
  std::unique_ptr<screens::MenuPeer> peer_;
};

}  // namespace parley::client
