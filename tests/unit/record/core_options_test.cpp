// What a core was made with is what a replay makes it with.

#include "record/core_options.hpp"

#include <gtest/gtest.h>

namespace parley::record {
namespace {

TEST(CoreOptions, of_a_registry_are_read_back) {
  registry::RegistryOptions written;
  written.tcp = Endpoint{IpAddress::v4(0x01020304), 65535};
  written.udp = Endpoint{IpAddress(), 0};
  for (const auto& field : registry::limit_fields()) {
    ASSERT_TRUE(registry::set_limit(written.limits, field.tag, field.least)) << field.name;
  }
  const auto header = with_options({"test"}, written);
  EXPECT_EQ(header.core, tape::CoreKind::kRegistry);
  EXPECT_EQ(header.program, "test");
  const auto read = options_of(header);
  ASSERT_TRUE(read) << read.error().message;
  const auto& options = std::get<registry::RegistryOptions>(*read);
  EXPECT_EQ(options.tcp, written.tcp);
  EXPECT_EQ(options.udp, written.udp);
  EXPECT_EQ(options.limits, written.limits);
  EXPECT_EQ(*header.option(tape::RegistryTag::kKeepAliveTimeout), "\x01");
}

TEST(CoreOptions, that_a_tape_is_too_old_for_are_as_they_were_then) {
  auto header = with_options({}, registry::RegistryOptions{});
  std::erase_if(header.options, [](const auto& option) { return option.tag >= 18; });
  const auto read = options_of(header);
  ASSERT_TRUE(read) << read.error().message;
  const auto& limits = std::get<registry::RegistryOptions>(*read).limits;
  EXPECT_EQ(limits.messages_per_turn, 1'000'000U);
  EXPECT_EQ(limits.hashes_at_once, 1'000'000U);
  EXPECT_EQ(limits.hash_wait, std::chrono::hours(24));
  EXPECT_EQ(limits.line_bytes, registry::RegistryLimits().line_bytes);
}

TEST(CoreOptions, of_a_peer_are_read_back) {
  client::PeerOptions written;
  written.registry = HostPort{std::string(1024, 'h'), 15600};
  written.registry_udp_port = 65535;
  written.multicast_interface = kLoopback;
  written.require_authority = true;
  written.dialect = wire::Dialect::kV1;
  const auto read = options_of(with_options({}, written));
  ASSERT_TRUE(read) << read.error().message;
  const auto& options = std::get<client::PeerOptions>(*read);
  EXPECT_EQ(options.registry, written.registry);
  EXPECT_EQ(options.registry_udp_port, written.registry_udp_port);
  EXPECT_EQ(options.multicast_interface, written.multicast_interface);
  EXPECT_EQ(options.require_authority, written.require_authority);
  EXPECT_EQ(options.dialect, written.dialect);
}

TEST(CoreOptions, that_a_peer_has_not_are_not_in_its_header) {
  const auto header = with_options({}, client::PeerOptions{});
  EXPECT_EQ(header.option(tape::PeerTag::kRegistry), nullptr);
  const auto read = options_of(header);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(std::get<client::PeerOptions>(*read).registry);
  EXPECT_FALSE(std::get<client::PeerOptions>(*read).registry_udp_port);
}

TEST(CoreOptions, are_skipped_and_named_where_their_tag_is_unknown) {
  auto header = with_options({}, registry::RegistryOptions{});
  EXPECT_TRUE(unknown_options(header).empty());
  header.options.push_back({1'000'000, "of a later version"});
  EXPECT_EQ(unknown_options(header), std::vector<std::uint64_t>{1'000'000});
  EXPECT_TRUE(options_of(header));
}

TEST(CoreOptions, are_refused_where_a_value_is_cut_too_long_or_out_of_bounds) {
  client::PeerOptions options;
  options.registry = HostPort{"host", 1};
  const auto whole = with_options({}, options);
  for (std::size_t i = 0; i < whole.options.size(); ++i) {
    auto header = whole;
    header.options[i].value.pop_back();
    EXPECT_FALSE(options_of(header)) << "option " << i << " is cut";
    header = whole;
    header.options[i].value += '\0';
    EXPECT_FALSE(options_of(header)) << "option " << i << " is too long";
  }
  auto header = whole;
  header.options.back().value = "\x02";
  EXPECT_FALSE(options_of(header)) << "a dialect that is unknown";
}

TEST(CoreOptions, are_refused_where_no_registry_can_be_made_with_them) {
  for (const std::int64_t timeout : {0LL, -1LL, 24 * 3'600'000'000'000LL + 1}) {
    registry::RegistryOptions options;
    options.limits.keep_alive_timeout = Duration(timeout);
    EXPECT_FALSE(options_of(with_options({}, options))) << timeout;
  }
  registry::RegistryOptions crossed;
  crossed.limits.last_room_port = 1024;
  EXPECT_FALSE(options_of(with_options({}, crossed)));
}

}  // namespace
}  // namespace parley::record
