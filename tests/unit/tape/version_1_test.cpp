// Tapes of version 1, as they were written: options by position, connections without a channel.

#include "tape/version_1.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/unit/tape/tape_samples.hpp"

namespace parley::tape::test {
namespace {

/// A header's fields up to the core's options.
std::string fields(CoreKind core) {
  std::array<char, 64> memory{};
  ByteWriter writer(memory.data());
  writer.text("parley 0.1.0");
  writer.fixed64(123);
  writer.byte(0b1110);
  writer.byte(0);
  writer.byte(static_cast<std::uint8_t>(core));
  return {memory.data(), writer.at()};
}

template <class Write>
std::string bytes(Write write) {
  std::array<char, 256> memory{};
  ByteWriter writer(memory.data());
  write(writer);
  return {memory.data(), writer.at()};
}

std::string registry_fields() {
  return fields(CoreKind::kRegistry) + bytes([](ByteWriter& writer) {
           writer.endpoint({kLoopback, 15600});
           writer.endpoint({kLoopback, 15500});
           writer.fixed64(3'000'000'000);
         });
}

std::string peer_fields() {
  return fields(CoreKind::kPeer) + bytes([](ByteWriter& writer) {
           writer.byte(1);
           writer.text("registry.example");
           writer.varint(15600);
           writer.byte(0);
           writer.address(kLoopback);
           writer.byte(1);
           writer.byte(0);
         });
}

TEST(TapeOfVersion1, has_a_registrys_options_by_tag) {
  const auto header = version_1::decode_header(registry_fields());
  ASSERT_TRUE(header) << header.error().message;
  EXPECT_EQ(header->program, "parley 0.1.0");
  EXPECT_EQ(header->recorded_at, 123);
  EXPECT_EQ(header->kept_log_levels, 0b1110);
  EXPECT_FALSE(header->text_kept);
  ASSERT_NE(header->option(RegistryTag::kUdp), nullptr);
  EXPECT_EQ(*header->option(RegistryTag::kUdp), bytes([](ByteWriter& writer) {
    writer.endpoint({kLoopback, 15500});
  }));
  EXPECT_EQ(*header->option(RegistryTag::kKeepAliveTimeout),
            bytes([](ByteWriter& writer) { writer.varint(3'000'000'000); }));
}

TEST(TapeOfVersion1, has_a_peers_options_by_tag) {
  const auto header = version_1::decode_header(peer_fields());
  ASSERT_TRUE(header) << header.error().message;
  EXPECT_EQ(*header->option(PeerTag::kRegistry), bytes([](ByteWriter& writer) {
    writer.text("registry.example");
    writer.varint(15600);
  }));
  EXPECT_EQ(header->option(PeerTag::kRegistryUdpPort), nullptr);
  EXPECT_EQ(*header->option(PeerTag::kRequireAuthority), "\x01");
}

TEST(TapeOfVersion1, is_refused_where_its_header_is_cut_or_has_more) {
  for (const std::string& whole : {registry_fields(), peer_fields()}) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      EXPECT_FALSE(version_1::decode_header(whole.substr(0, length))) << length;
    }
    EXPECT_FALSE(version_1::decode_header(whole + '\0'));
  }
}

TEST(TapeOfVersion1, accepts_without_a_channel) {
  std::string raw("\x04\x05\x01", 3);
  raw += bytes([](ByteWriter& writer) { writer.endpoint({kLoopback, 4711}); });
  ByteReader reader(raw);
  Entry entry;
  std::string_view why;
  ASSERT_TRUE(version_1::decode_entry(reader, Instant(), entry, why)) << why;
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(entry.kind, EntryKind::kAccept);
  EXPECT_EQ(entry.endpoint, (Endpoint{kLoopback, 4711}));
  EXPECT_FALSE(entry.channel.is_known());
}

TEST(TapeOfVersion1, saves_rooms_without_an_expected_version) {
  for (const auto kind : {EntryKind::kCommitRoom, EntryKind::kEraseRoom}) {
    std::string raw{static_cast<char>(kind), '\x05', '\x01', '\x03', 't', 'e', 'a'};
    ByteReader reader(raw);
    Entry entry;
    std::string_view why;
    ASSERT_TRUE(version_1::decode_entry(reader, Instant(), entry, why)) << why;
    EXPECT_TRUE(reader.at_end());
    EXPECT_EQ(entry.kind, kind);
    EXPECT_EQ(entry.number, 0);
    EXPECT_EQ(entry.text, "tea");
  }
}

}  // namespace
}  // namespace parley::tape::test
