#include "record/tape_header_code.hpp"

#include "record/byte_code.hpp"
#include "record/tape_format.hpp"

namespace parley::record {
namespace {

constexpr std::size_t kMostProgramBytes = 256;
constexpr std::size_t kMostHostBytes = 1024;
constexpr std::size_t kMostFieldsBytes = kMostProgramBytes + kMostHostBytes + 256;
constexpr std::uint8_t kAllLogLevels = 0b1111;

enum class Core : std::uint8_t { kRegistry = 1, kPeer = 2 };

void encode_options(const registry::RegistryOptions& options, BytePen& pen) {
  pen.byte(static_cast<std::uint8_t>(Core::kRegistry));
  pen.endpoint(options.tcp);
  pen.endpoint(options.udp);
  pen.fixed64(static_cast<std::uint64_t>(options.keep_alive_timeout.count()));
}

void encode_options(const peer::PeerOptions& options, BytePen& pen) {
  pen.byte(static_cast<std::uint8_t>(Core::kPeer));
  pen.byte(options.registry ? 1 : 0);
  if (options.registry) {
    pen.text(options.registry->host);
    pen.varint(options.registry->port);
  }
  pen.byte(options.registry_udp_port ? 1 : 0);
  if (options.registry_udp_port) pen.varint(*options.registry_udp_port);
  pen.address(options.multicast_interface);
  pen.byte(options.require_authority ? 1 : 0);
  pen.byte(static_cast<std::uint8_t>(options.dialect));
}

/// Reads a header's fields, each within its bounds; after the first that is not, `good` is false.
struct HeaderEye {
  ByteEye eye;
  bool good = true;

  std::uint8_t small(std::uint8_t most) {
    const std::uint8_t value = eye.byte();
    good = good && value <= most;
    return value;
  }
  bool flag() { return small(1) == 1; }
  std::uint16_t port() {
    const std::uint64_t value = eye.varint();
    good = good && value <= 0xFFFF;
    return static_cast<std::uint16_t>(value);
  }
};

registry::RegistryOptions decode_registry(HeaderEye& in) {
  registry::RegistryOptions options;
  options.tcp = in.eye.endpoint();
  options.udp = in.eye.endpoint();
  options.keep_alive_timeout = Duration(static_cast<std::int64_t>(in.eye.fixed64()));
  in.good = in.good && options.keep_alive_timeout > Duration::zero();
  return options;
}

peer::PeerOptions decode_peer(HeaderEye& in) {
  peer::PeerOptions options;
  if (in.flag()) {
    HostPort& registry = options.registry.emplace();
    registry.host = in.eye.text(kMostHostBytes);
    registry.port = in.port();
  }
  if (in.flag()) options.registry_udp_port = in.port();
  options.multicast_interface = in.eye.address();
  options.require_authority = in.flag();
  options.dialect = static_cast<wire::Dialect>(in.small(static_cast<std::uint8_t>(wire::Dialect::kV2)));
  return options;
}

const std::string* host_in(const TapeHeader& header) {
  const auto* options = std::get_if<peer::PeerOptions>(&header.options);
  return options != nullptr && options->registry ? &options->registry->host : nullptr;
}

}  // namespace

Result<std::string> encode_header(const TapeHeader& header) {
  const std::string* host = host_in(header);
  if (header.program.size() > kMostProgramBytes || (host != nullptr && host->size() > kMostHostBytes)) {
    return Error{ErrorCode::kMalformed, "the program's or the registry's name is too long for a tape"};
  }
  std::string bytes(kMostFieldsBytes, '\0');
  BytePen pen(bytes.data());
  pen.text(header.program);
  pen.fixed64(static_cast<std::uint64_t>(header.recorded_at));
  pen.byte(header.kept_log_levels & kAllLogLevels);
  pen.byte(header.text_kept ? 1 : 0);
  std::visit([&](const auto& options) { encode_options(options, pen); }, header.options);
  bytes.resize(static_cast<std::size_t>(pen.at() - bytes.data()));
  return bytes;
}

Result<TapeHeader> decode_header(std::string_view bytes) {
  HeaderEye in{ByteEye(bytes)};
  TapeHeader header;
  header.program = in.eye.text(kMostProgramBytes);
  header.recorded_at = static_cast<std::int64_t>(in.eye.fixed64());
  header.kept_log_levels = in.small(kAllLogLevels);
  header.text_kept = in.flag();
  const std::uint8_t core = in.eye.byte();
  if (core == static_cast<std::uint8_t>(Core::kRegistry)) {
    header.options = decode_registry(in);
  } else if (core == static_cast<std::uint8_t>(Core::kPeer)) {
    header.options = decode_peer(in);
  } else {
    in.good = false;
  }
  if (in.good && !in.eye.failed() && in.eye.at_end()) return header;
  return Error{ErrorCode::kMalformed, "its header is none that Parley writes"};
}

}  // namespace parley::record
