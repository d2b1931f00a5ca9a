#include "record/tape_header_codec.hpp"

#include "record/byte_codec.hpp"
#include "record/tape_format.hpp"

namespace parley::record {
namespace {

constexpr std::size_t kMaxProgramBytes = 256;
constexpr std::size_t kMaxHostBytes = 1024;
constexpr std::size_t kMaxFieldsBytes = kMaxProgramBytes + kMaxHostBytes + 256;
constexpr std::uint8_t kAllLogLevels = 0b1111;

enum class Core : std::uint8_t { kRegistry = 1, kPeer = 2 };

void encode_options(const registry::RegistryOptions& options, ByteWriter& writer) {
  writer.byte(static_cast<std::uint8_t>(Core::kRegistry));
  writer.endpoint(options.tcp);
  writer.endpoint(options.udp);
  writer.fixed64(static_cast<std::uint64_t>(options.limits.keep_alive_timeout.count()));
}

void encode_options(const client::PeerOptions& options, ByteWriter& writer) {
  writer.byte(static_cast<std::uint8_t>(Core::kPeer));
  writer.byte(options.registry ? 1 : 0);
  if (options.registry) {
    writer.text(options.registry->host);
    writer.varint(options.registry->port);
  }
  writer.byte(options.registry_udp_port ? 1 : 0);
  if (options.registry_udp_port) writer.varint(*options.registry_udp_port);
  writer.address(options.multicast_interface);
  writer.byte(options.require_authority ? 1 : 0);
  writer.byte(static_cast<std::uint8_t>(options.dialect));
}

/// Reads a header's fields, each within its bounds; after the first that is not, `good` is false.
struct HeaderReader {
  ByteReader reader;
  bool good = true;

  std::uint8_t small(std::uint8_t most) {
    const std::uint8_t value = reader.byte();
    good = good && value <= most;
    return value;
  }
  bool flag() { return small(1) == 1; }
  std::uint16_t port() {
    const std::uint64_t value = reader.varint();
    good = good && value <= 0xFFFF;
    return static_cast<std::uint16_t>(value);
  }
};

registry::RegistryOptions decode_registry(HeaderReader& in) {
  registry::RegistryOptions options;
  options.tcp = in.reader.endpoint();
  options.udp = in.reader.endpoint();
  options.limits.keep_alive_timeout = Duration(static_cast<std::int64_t>(in.reader.fixed64()));
  in.good = in.good && options.limits.keep_alive_timeout > Duration::zero();
  return options;
}

client::PeerOptions decode_peer(HeaderReader& in) {
  client::PeerOptions options;
  if (in.flag()) {
    HostPort& registry = options.registry.emplace();
    registry.host = in.reader.text(kMaxHostBytes);
    registry.port = in.port();
  }
  if (in.flag()) options.registry_udp_port = in.port();
  options.multicast_interface = in.reader.address();
  options.require_authority = in.flag();
  options.dialect = static_cast<wire::Dialect>(in.small(static_cast<std::uint8_t>(wire::Dialect::kV2)));
  return options;
}

const std::string* host_in(const TapeHeader& header) {
  const auto* options = std::get_if<client::PeerOptions>(&header.options);
  return options != nullptr && options->registry ? &options->registry->host : nullptr;
}

}  // namespace

Result<std::string> encode_header(const TapeHeader& header) {
  const std::string* host = host_in(header);
  if (header.program.size() > kMaxProgramBytes || (host != nullptr && host->size() > kMaxHostBytes)) {
    return Error{ErrorCode::kMalformed, "the program's or the registry's name is too long for a tape"};
  }
  std::string bytes(kMaxFieldsBytes, '\0');
  ByteWriter writer(bytes.data());
  writer.text(header.program);
  writer.fixed64(static_cast<std::uint64_t>(header.recorded_at));
  writer.byte(header.kept_log_levels & kAllLogLevels);
  writer.byte(header.text_kept ? 1 : 0);
  std::visit([&](const auto& options) { encode_options(options, writer); }, header.options);
  bytes.resize(static_cast<std::size_t>(writer.at() - bytes.data()));
  return bytes;
}

Result<TapeHeader> decode_header(std::string_view bytes) {
  HeaderReader in{ByteReader(bytes)};
  TapeHeader header;
  header.program = in.reader.text(kMaxProgramBytes);
  header.recorded_at = static_cast<std::int64_t>(in.reader.fixed64());
  header.kept_log_levels = in.small(kAllLogLevels);
  header.text_kept = in.flag();
  const std::uint8_t core = in.reader.byte();
  if (core == static_cast<std::uint8_t>(Core::kRegistry)) {
    header.options = decode_registry(in);
  } else if (core == static_cast<std::uint8_t>(Core::kPeer)) {
    header.options = decode_peer(in);
  } else {
    in.good = false;
  }
  if (in.good && !in.reader.failed() && in.reader.at_end()) return header;
  return Error{ErrorCode::kMalformed, "its header is none that Parley writes"};
}

}  // namespace parley::record
