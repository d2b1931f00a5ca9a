#include "sim/real/loopback.hpp"

#include <gtest/gtest.h>

namespace parley::sim::real {
namespace {

const HostPort kRegistry{"127.0.0.2", 15600};

TEST(Addresses, are_counted_as_in_the_simulated_world) {
  EXPECT_EQ(loopback_address(0).to_string(), "127.0.0.1");
  EXPECT_EQ(loopback_address(1).to_string(), "127.0.0.2");
  EXPECT_EQ(loopback_address(249).to_string(), "127.0.0.250");
  EXPECT_EQ(loopback_address(250).to_string(), "127.0.1.1");
}

TEST(Addresses, read_as_those_of_the_simulated_world) {
  EXPECT_EQ(as_simulated("bob (127.0.0.3:6002)", kRegistry), "bob (10.0.0.3:6002)");
  EXPECT_EQ(as_simulated("127.0.1.1", kRegistry), "10.0.1.1");
  EXPECT_EQ(as_simulated("127.0.0.2:6001, 127.0.0.4:6003.", kRegistry), "10.0.0.2:6001, 10.0.0.4:6003.");
}

TEST(Addresses, of_the_registry_are_one_for_everybody) {
  EXPECT_EQ(as_simulated("Cannot reach 127.0.0.2:15600: refused", kRegistry),
            "Cannot reach 10.0.0.1:15600: refused");
  EXPECT_EQ(as_simulated("127.0.0.2:16001", {"127.0.0.2", 16001}), "10.0.0.1:15600");
}

TEST(Addresses, are_not_seen_in_other_text) {
  for (const char* text : {"version 127.0", "4127.0.0.1", "1.127.0.0.1", "127.bottles", "127.0.0.999", ""}) {
    EXPECT_EQ(as_simulated(text, kRegistry), text);
  }
}

}  // namespace
}  // namespace parley::sim::real
