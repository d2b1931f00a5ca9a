#include "client/registry_trust.hpp"

#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

const HostPort kReg{"reg", 15600};

TEST(RegistryTrust, pins_the_key_at_first_sight_and_says_so) {
  FakePinStore pins;
  FakeTerminal terminal;
  Console console(terminal);
  RegistryTrust trust(pins, console, false);
  EXPECT_TRUE(trust.accepts(kReg, {"SHA256:aa", false}));
  EXPECT_EQ(terminal.shown(), "N Trusting the registry reg:15600 on first use, key SHA256:aa\n");
  EXPECT_EQ(pins.pins.at("reg:15600"), "SHA256:aa");
  EXPECT_TRUE(trust.accepts(kReg, {"SHA256:aa", false}));
  EXPECT_EQ(terminal.shown(), "");
}

TEST(RegistryTrust, refuses_another_key_and_shows_both) {
  FakePinStore pins;
  pins.pins["reg:15600"] = "SHA256:aa";
  FakeTerminal terminal;
  Console console(terminal);
  RegistryTrust trust(pins, console, false);
  EXPECT_FALSE(trust.accepts(kReg, {"SHA256:bb", true}));
  const auto shown = terminal.shown();
  EXPECT_NE(shown.find("SHA256:aa"), shown.npos);
  EXPECT_NE(shown.find("SHA256:bb"), shown.npos);
  EXPECT_NE(shown.find("known_registries"), shown.npos);
  EXPECT_EQ(pins.pins.at("reg:15600"), "SHA256:aa");
}

TEST(RegistryTrust, fails_closed_where_pins_cannot_be_read_or_written) {
  FakePinStore pins;
  FakeTerminal terminal;
  Console console(terminal);
  RegistryTrust trust(pins, console, false);
  pins.readable = false;
  EXPECT_FALSE(trust.accepts(kReg, {"SHA256:aa", false}));
  EXPECT_EQ(terminal.shown(),
            "E The known registries cannot be read, so none is trusted: line 3 is no pin\n");
  pins.readable = true;
  pins.writable = false;
  EXPECT_FALSE(trust.accepts(kReg, {"SHA256:aa", false}));
  EXPECT_EQ(terminal.shown(),
            "E The registry's key cannot be remembered, so it is not trusted: no space left\n");
}

TEST(RegistryTrust, asks_only_the_authority_where_there_is_one) {
  FakePinStore pins;
  pins.readable = false;
  FakeTerminal terminal;
  Console console(terminal);
  RegistryTrust trust(pins, console, true);
  EXPECT_TRUE(trust.accepts(kReg, {"SHA256:aa", true}));
  EXPECT_FALSE(trust.accepts(kReg, {"SHA256:aa", false}));
  EXPECT_EQ(terminal.shown(),
            "E The authority that you trust does not vouch for the registry reg:15600, key SHA256:aa.\n");
}

TEST(RegistryTrust, a_refusal_ends_the_program_before_anything_is_said) {
  PeerFixture fixture;
  fixture.pins.pins["reg:15600"] = "SHA256:other";
  fixture.start();
  fixture.open();
  EXPECT_EQ(fixture.exit_code, ExitCode::kUntrusted);
  EXPECT_TRUE(fixture.network.connection().written.empty());
  EXPECT_TRUE(fixture.network.connection().dropped);
}

TEST(RegistryTrust, a_typed_registry_that_is_refused_ends_the_program_too) {
  PeerFixture fixture(PeerOptions{});
  fixture.pins.readable = false;
  fixture.start();
  fixture.type("reg");
  fixture.open();
  EXPECT_EQ(fixture.exit_code, ExitCode::kUntrusted);
}

TEST(RegistryTrust, the_networks_own_refusal_ends_the_program) {
  PeerFixture fixture;
  fixture.start();
  fixture.lose(CloseCause::kUntrusted, "the certificate has expired");
  EXPECT_EQ(fixture.shown(), "E The registry at reg:15600 is not trusted: the certificate has expired\n");
  EXPECT_EQ(fixture.exit_code, ExitCode::kUntrusted);
}

TEST(RegistryTrust, is_asked_again_at_a_reconnection) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.open({"SHA256:bb", false});
  EXPECT_EQ(fixture.exit_code, ExitCode::kUntrusted);
  EXPECT_TRUE(fixture.network.connection().written.empty());
}

}  // namespace
}  // namespace parley::client
