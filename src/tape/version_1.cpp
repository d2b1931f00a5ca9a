#include "tape/version_1.hpp"

#include <array>
#include <utility>

#include "tape/entry_form.hpp"

namespace parley::tape::version_1 {
namespace {

constexpr std::size_t kMaxProgramBytes = 256;
constexpr std::size_t kMaxHostBytes = 1024;

/// Reads a header's fields, each within its bounds; after the first that is not, `good` is false.
struct HeaderReader {
  ByteReader reader;
  TapeHeader header;
  bool good = true;

  std::uint8_t small(std::uint8_t most) {
    const std::uint8_t value = reader.byte();
    good = good && value <= most;
    return value;
  }
  std::uint16_t port() {
    const std::uint64_t value = reader.varint();
    good = good && value <= 0xFFFF;
    return static_cast<std::uint16_t>(value);
  }

  /// Adds an option whose value is written by `write`.
  template <class Write>
  void add(auto tag, Write write) {
    std::array<char, kEndpointBytes + kMaxHostBytes + 2 * kVarintBytes> memory{};
    ByteWriter writer(memory.data());
    write(writer);
    header.options.push_back({static_cast<std::uint64_t>(tag), std::string(memory.data(), writer.at())});
  }
};

void read_registry_options(HeaderReader& in) {
  for (const auto tag : {RegistryTag::kTcp, RegistryTag::kUdp}) {
    const Endpoint endpoint = in.reader.endpoint();
    in.add(tag, [&](ByteWriter& writer) { writer.endpoint(endpoint); });
  }
  const std::uint64_t timeout = in.reader.fixed64();
  in.add(RegistryTag::kKeepAliveTimeout, [&](ByteWriter& writer) { writer.varint(timeout); });
}

void read_peer_options(HeaderReader& in) {
  if (in.small(1) == 1) {
    const std::string_view host = in.reader.text(kMaxHostBytes);
    const std::uint16_t port = in.port();
    in.add(PeerTag::kRegistry, [&](ByteWriter& writer) {
      writer.text(host);
      writer.varint(port);
    });
  }
  if (in.small(1) == 1) {
    const std::uint16_t port = in.port();
    in.add(PeerTag::kRegistryUdpPort, [&](ByteWriter& writer) { writer.varint(port); });
  }
  const IpAddress address = in.reader.address();
  in.add(PeerTag::kMulticastInterface, [&](ByteWriter& writer) { writer.address(address); });
  for (const auto tag : {PeerTag::kRequireAuthority, PeerTag::kDialect}) {
    const std::uint8_t value = in.small(1);
    in.add(tag, [&](ByteWriter& writer) { writer.varint(value); });
  }
}

}  // namespace

Result<TapeHeader> decode_header(std::string_view bytes) {
  HeaderReader in{ByteReader(bytes), {}};
  in.header.program = in.reader.text(kMaxProgramBytes);
  in.header.recorded_at = static_cast<std::int64_t>(in.reader.fixed64());
  in.header.kept_log_levels = in.small(0b1111);
  in.header.text_kept = in.small(1) == 1;
  in.header.core = static_cast<CoreKind>(in.reader.byte());
  if (in.header.core == CoreKind::kRegistry) {
    read_registry_options(in);
  } else if (in.header.core == CoreKind::kPeer) {
    read_peer_options(in);
  } else {
    in.good = false;
  }
  if (in.good && !in.reader.failed() && in.reader.at_end()) return std::move(in.header);
  return Error{ErrorCode::kMalformed, "its header does not have the form that Parley writes"};
}

bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why) {
  const EntryForm* form = form_of(next_kind(reader));
  if (form == nullptr) return tape::decode_entry(reader, last, entry, why);
  EntryForm old = *form;
  old.channel = false;
  if (old.kind == EntryKind::kCommitRoom || old.kind == EntryKind::kEraseRoom) old.number = false;
  return decode_entry_as(old, reader, last, entry, why);
}

}  // namespace parley::tape::version_1
