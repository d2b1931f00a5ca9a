// What PinStore promises, in every world.

#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

const std::string kKeyA = "SHA256:" + std::string(64, 'a');
const std::string kKeyB = "SHA256:" + std::string(64, 'b');

class PinStoreContract : public ContractTest {
 protected:
  PinStore& pins() { return *pins_; }
  void restart() {
    pins_.reset();
    pins_ = world().make_pins();
  }

  std::optional<std::string> find(const HostPort& registry) { return pins().find(registry).value(); }

 private:
  std::unique_ptr<PinStore> pins_ = world().make_pins();
};

TEST_P(PinStoreContract, knows_nobody_at_first) { EXPECT_EQ(find({"registry.test", 15600}), std::nullopt); }

TEST_P(PinStoreContract, finds_what_was_saved) {
  ASSERT_TRUE(pins().save({"registry.test", 15600}, kKeyA));
  EXPECT_EQ(find({"registry.test", 15600}), kKeyA);
}

TEST_P(PinStoreContract, tells_hosts_and_ports_apart) {
  ASSERT_TRUE(pins().save({"registry.test", 15600}, kKeyA));
  ASSERT_TRUE(pins().save({"2001:db8::1", 15600}, kKeyB));
  EXPECT_EQ(find({"registry.test", 15601}), std::nullopt);
  EXPECT_EQ(find({"other.test", 15600}), std::nullopt);
  EXPECT_EQ(find({"2001:db8::1", 15600}), kKeyB);
}

TEST_P(PinStoreContract, replaces_a_pin) {
  ASSERT_TRUE(pins().save({"registry.test", 15600}, kKeyA));
  ASSERT_TRUE(pins().save({"registry.test", 15600}, kKeyB));
  EXPECT_EQ(find({"registry.test", 15600}), kKeyB);
}

TEST_P(PinStoreContract, keeps_pins_over_a_restart) {
  ASSERT_TRUE(pins().save({"a.test", 1}, kKeyA));
  ASSERT_TRUE(pins().save({"b.test", 65535}, kKeyB));
  restart();
  EXPECT_EQ(find({"a.test", 1}), kKeyA);
  EXPECT_EQ(find({"b.test", 65535}), kKeyB);
}

PARLEY_CONTRACT_SUITE(PinStoreContract);

}  // namespace
}  // namespace parley::contract
