#include "registry/limits.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

TEST(RegistryLimits, have_defaults_in_their_ranges) { EXPECT_TRUE(check_limits({})); }

TEST(RegistryLimits, have_tags_and_names_of_their_own) {
  std::set<int> tags;
  std::set<std::string_view> names;
  for (const auto& field : limit_fields()) {
    EXPECT_TRUE(tags.insert(field.tag).second) << field.name;
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
  }
}

TEST(RegistryLimits, are_set_and_read_back_within_their_ranges_only) {
  for (const auto& field : limit_fields()) {
    RegistryLimits limits;
    for (const auto value : {field.least, field.most}) {
      EXPECT_TRUE(set_limit(limits, field.tag, value)) << field.name;
      EXPECT_EQ(value_of(limits, field), value) << field.name;
    }
    const auto before = limits;
    EXPECT_FALSE(set_limit(limits, field.tag, field.most + 1)) << field.name;
    if (field.least > 0) {
      EXPECT_FALSE(set_limit(limits, field.tag, field.least - 1)) << field.name;
    }
    EXPECT_EQ(limits, before) << field.name;
  }
  RegistryLimits limits;
  EXPECT_FALSE(set_limit(limits, 0, 1));
  EXPECT_FALSE(set_limit(limits, 255, 1));
}

TEST(RegistryLimits, are_checked_before_a_registry_starts) {
  RegistryLimits none;
  none.sessions = 0;
  EXPECT_EQ(check_limits(none).error().message, "the limit sessions is 0, expected 1 to 1000000");
  RegistryLimits crossed;
  crossed.last_room_port = 1024;
  EXPECT_FALSE(check_limits(crossed));
  test::RegistryFixture fixture;
  fixture.registry.reset();
  fixture.options.limits = crossed;
  Registry registry(
      {fixture.clock, fixture.network, fixture.store, fixture.hasher, fixture.entropy, fixture.log},
      fixture.options);
  EXPECT_FALSE(registry.start([](const Result<void>&) {}));
}

TEST(RegistryLimits, of_times_are_kept_by_the_registry) {
  using namespace std::chrono_literals;
  RegistryLimits limits;
  limits.anonymous_timeout = 5s;
  limits.keep_alive_timeout = 7s;
  limits.line_bytes = 2048;
  test::RegistryFixture fixture(limits);
  auto nobody = fixture.connect();
  auto ann = fixture.log_in("ann");
  auto v2 = fixture.connect();
  v2.take();
  const auto hello = v2.ask("HELLO P2P 2\n");
  EXPECT_NE(hello.find("timeout-ms=7000 line-bytes=2048"), hello.npos) << hello;
  fixture.pass(5s);
  EXPECT_TRUE(nobody.closed());
  EXPECT_FALSE(ann.closed());
  fixture.pass(2s);
  EXPECT_TRUE(ann.closed());
}

}  // namespace
}  // namespace parley::registry
