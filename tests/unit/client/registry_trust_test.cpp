#include "client/registry_trust.hpp"

#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

const HostPort kReg{"reg", 15600};

/// What a registry with this key brings about, in words: a fingerprint trusted on first use, or why not.
struct Trust final : private ClientHandler {
  explicit Trust(bool require_authority = false) : trust(pins, *this, require_authority) {}

  bool accepts(const TlsIdentity& identity) {
    told.clear();
    return trust.accepts(kReg, identity);
  }
  void on_event(const Event& event) override {
    if (const auto* first = std::get_if<TrustedOnFirstUse>(&event))
      told = "first use of " + std::string(first->key);
    const auto* refused = std::get_if<Distrusted>(&event);
    if (refused == nullptr) return;
    why = refused->why;
    told = std::string(refused->key) + " not trusted: " + refused->detail;
  }

  FakePinStore pins;
  RegistryTrust trust;
  std::string told;
  std::optional<Distrusted::Why> why;
};

TEST(RegistryTrust, pins_the_key_at_first_sight_and_says_so) {
  Trust trust;
  EXPECT_TRUE(trust.accepts({"SHA256:aa", false}));
  EXPECT_EQ(trust.told, "first use of SHA256:aa");
  EXPECT_EQ(trust.pins.pins.at("reg:15600"), "SHA256:aa");
  EXPECT_TRUE(trust.accepts({"SHA256:aa", false}));
  EXPECT_EQ(trust.told, "");
}

TEST(RegistryTrust, refuses_another_key_and_tells_both) {
  Trust trust;
  trust.pins.pins["reg:15600"] = "SHA256:aa";
  EXPECT_FALSE(trust.accepts({"SHA256:bb", true}));
  EXPECT_EQ(trust.why, Distrusted::Why::kOtherKey);
  EXPECT_EQ(trust.told, "SHA256:bb not trusted: SHA256:aa");
  EXPECT_EQ(trust.pins.pins.at("reg:15600"), "SHA256:aa");
}

TEST(RegistryTrust, fails_closed_where_pins_cannot_be_read_or_written) {
  Trust trust;
  trust.pins.readable = false;
  EXPECT_FALSE(trust.accepts({"SHA256:aa", false}));
  EXPECT_EQ(trust.why, Distrusted::Why::kPinsUnreadable);
  EXPECT_EQ(trust.told, "SHA256:aa not trusted: line 3 is no pin");
  trust.pins.readable = true;
  trust.pins.writable = false;
  EXPECT_FALSE(trust.accepts({"SHA256:aa", false}));
  EXPECT_EQ(trust.why, Distrusted::Why::kPinNotSaved);
  EXPECT_EQ(trust.told, "SHA256:aa not trusted: no space left");
}

TEST(RegistryTrust, asks_only_the_authority_where_there_is_one) {
  Trust trust(true);
  trust.pins.readable = false;
  EXPECT_TRUE(trust.accepts({"SHA256:aa", true}));
  EXPECT_FALSE(trust.accepts({"SHA256:aa", false}));
  EXPECT_EQ(trust.why, Distrusted::Why::kNoAuthority);
}

TEST(RegistryTrust, is_shown_as_it_was_decided) {
  PeerFixture first;
  first.start();
  first.open();
  EXPECT_EQ(first.shown(), "N Trusting the registry reg:15600 on first use, key SHA256:aa\n");

  PeerFixture unreadable;
  unreadable.pins.readable = false;
  unreadable.start();
  unreadable.open();
  EXPECT_EQ(unreadable.shown(),
            "E The known registries cannot be read, so none is trusted: line 3 is no pin\n");

  PeerFixture unwritable;
  unwritable.pins.writable = false;
  unwritable.start();
  unwritable.open();
  EXPECT_EQ(unwritable.shown(),
            "E The registry's key cannot be remembered, so it is not trusted: no space left\n");

  PeerFixture without_authority(PeerOptions{kReg, {}, {}, true, wire::Dialect::kV2});
  without_authority.start();
  without_authority.open();
  EXPECT_EQ(without_authority.shown(),
            "E The authority that you trust does not vouch for the registry reg:15600, key SHA256:aa.\n");
}

TEST(RegistryTrust, a_refusal_ends_the_program_before_anything_is_said) {
  PeerFixture fixture;
  fixture.pins.pins["reg:15600"] = "SHA256:other";
  fixture.start();
  fixture.open();
  const auto shown = fixture.shown();
  EXPECT_NE(shown.find("known key: SHA256:other"), shown.npos);
  EXPECT_NE(shown.find("shown key: SHA256:aa"), shown.npos);
  EXPECT_NE(shown.find("known_registries"), shown.npos);
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
