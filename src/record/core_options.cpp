#include "record/core_options.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "tape/byte_codec.hpp"

namespace parley::record {
namespace {

using tape::ByteReader;
using tape::ByteWriter;
using tape::PeerTag;
using tape::RegistryTag;
using tape::TapeHeader;

constexpr std::size_t kMaxHostBytes = 1024;

// A value as bytes, and back: put() appends them, take() is false where they are out of bounds.

template <class Write>
void append(std::string& to, Write write) {
  std::array<char, tape::kEndpointBytes + tape::kVarintBytes> memory{};
  ByteWriter writer(memory.data());
  write(writer);
  to.append(memory.data(), writer.at());
}

void put(std::string& to, const Endpoint& value) {
  append(to, [&](ByteWriter& writer) { writer.endpoint(value); });
}
void put(std::string& to, const IpAddress& value) {
  append(to, [&](ByteWriter& writer) { writer.address(value); });
}
void put(std::string& to, std::uint64_t value) {
  append(to, [&](ByteWriter& writer) { writer.varint(value); });
}
void put(std::string& to, std::uint16_t value) { put(to, std::uint64_t{value}); }
void put(std::string& to, bool value) { put(to, std::uint64_t{value}); }
void put(std::string& to, wire::Dialect value) { put(to, static_cast<std::uint64_t>(value)); }
void put(std::string& to, const HostPort& value) {
  put(to, std::uint64_t{value.host.size()});
  to += value.host;
  put(to, value.port);
}
template <class T>
void put(std::string& to, const std::optional<T>& value) {
  if (value) put(to, *value);
}

bool take(ByteReader& reader, Endpoint& value) {
  value = reader.endpoint();
  return true;
}
bool take(ByteReader& reader, IpAddress& value) {
  value = reader.address();
  return true;
}
bool take(ByteReader& reader, std::uint64_t& value) {
  value = reader.varint();
  return true;
}
/// A number that is no more than `most`, of another type.
template <class T>
bool take_small(ByteReader& reader, std::uint64_t most, T& value) {
  std::uint64_t number = 0;
  const bool taken = take(reader, number);
  value = static_cast<T>(number);
  return taken && number <= most;
}
bool take(ByteReader& reader, std::uint16_t& value) { return take_small(reader, 0xFFFF, value); }
bool take(ByteReader& reader, bool& value) { return take_small(reader, 1, value); }
bool take(ByteReader& reader, wire::Dialect& value) {
  return take_small(reader, static_cast<std::uint64_t>(wire::Dialect::kV2), value);
}
bool take(ByteReader& reader, HostPort& value) {
  value.host = reader.text(kMaxHostBytes);
  return take(reader, value.port);
}
template <class T>
bool take(ByteReader& reader, std::optional<T>& value) {
  return take(reader, value.emplace());
}

/// An option's row in a core's table.
template <class Options>
struct Row {
  std::uint64_t tag;
  void (*put)(const Options& options, std::string& to);  ///< Appends nothing where the core has none.
  bool (*take)(ByteReader& reader, Options& options);
};

template <class Options, auto Member>
constexpr Row<Options> row(auto tag) {
  return {static_cast<std::uint64_t>(tag),
          [](const Options& options, std::string& to) { put(to, options.*Member); },
          [](ByteReader& reader, Options& options) { return take(reader, options.*Member); }};
}

using client::PeerOptions;
using registry::RegistryOptions;

constexpr auto kRegistryRows = std::to_array<Row<RegistryOptions>>({
    row<RegistryOptions, &RegistryOptions::tcp>(RegistryTag::kTcp),
    row<RegistryOptions, &RegistryOptions::udp>(RegistryTag::kUdp),
});

constexpr auto kPeerRows = std::to_array<Row<PeerOptions>>({
    row<PeerOptions, &PeerOptions::registry>(PeerTag::kRegistry),
    row<PeerOptions, &PeerOptions::registry_udp_port>(PeerTag::kRegistryUdpPort),
    row<PeerOptions, &PeerOptions::multicast_interface>(PeerTag::kMulticastInterface),
    row<PeerOptions, &PeerOptions::require_authority>(PeerTag::kRequireAuthority),
    row<PeerOptions, &PeerOptions::dialect>(PeerTag::kDialect),
});

constexpr std::span<const Row<RegistryOptions>> rows_of(const RegistryOptions& /*options*/) {
  return kRegistryRows;
}
constexpr std::span<const Row<PeerOptions>> rows_of(const PeerOptions& /*options*/) { return kPeerRows; }

// The limits of a registry have a table of their own; a peer has none.

std::span<const registry::LimitField> limits_of(const RegistryOptions& /*options*/) {
  return registry::limit_fields();
}
std::span<const registry::LimitField> limits_of(const PeerOptions& /*options*/) { return {}; }

void add_limits(const RegistryOptions& options, TapeHeader& header) {
  for (const auto& field : limits_of(options)) {
    tape::HeaderOption option{field.tag, {}};
    put(option.value, registry::value_of(options.limits, field));
    header.options.push_back(std::move(option));
  }
}
void add_limits(const PeerOptions& /*options*/, TapeHeader& /*header*/) {}

Error out_of_form() {
  return {ErrorCode::kMalformed, "an option in the tape's header has a value out of its form"};
}

template <class Options>
Result<void> read_rows(const TapeHeader& header, Options& options) {
  for (const Row<Options>& row : rows_of(options)) {
    const std::string* value = header.option(row.tag);
    if (value == nullptr) continue;
    ByteReader reader(*value);
    if (!row.take(reader, options) || reader.failed() || !reader.at_end()) return out_of_form();
  }
  return {};
}

Result<void> read_options(const TapeHeader& header, PeerOptions& options) {
  return read_rows(header, options);
}
Result<void> read_options(const TapeHeader& header, RegistryOptions& options) {
  if (auto read = read_rows(header, options); !read) return read;
  for (const auto& field : limits_of(options)) {
    std::uint64_t number = field.formerly.value_or(value_of(options.limits, field));
    if (const std::string* value = header.option(field.tag)) {
      ByteReader reader(*value);
      number = reader.varint();
      if (reader.failed() || !reader.at_end()) return out_of_form();
    }
    if (auto set = registry::set_limit(options.limits, field.tag, number); !set) return set;
  }
  return registry::check_limits(options.limits);
}

CoreOptions options_without_tape(const TapeHeader& header) {
  return header.is_registry() ? CoreOptions(RegistryOptions{}) : CoreOptions(PeerOptions{});
}

}  // namespace

TapeHeader with_options(TapeHeader header, const CoreOptions& options) {
  const auto* registry = std::get_if<RegistryOptions>(&options);
  header.core = registry != nullptr ? tape::CoreKind::kRegistry : tape::CoreKind::kPeer;
  header.options.clear();
  const auto add_all = [&](const auto& core_options) {
    for (const auto& row : rows_of(core_options)) {
      tape::HeaderOption option{row.tag, {}};
      row.put(core_options, option.value);
      if (!option.value.empty()) header.options.push_back(std::move(option));
    }
    add_limits(core_options, header);
  };
  std::visit(add_all, options);
  return header;
}

Result<CoreOptions> options_of(const TapeHeader& header) {
  CoreOptions options = options_without_tape(header);
  const auto read =
      std::visit([&](auto& core_options) { return read_options(header, core_options); }, options);
  if (!read) return read.error();
  return options;
}

std::vector<std::uint64_t> unknown_options(const TapeHeader& header) {
  std::vector<std::uint64_t> unknown;
  const auto add_all = [&](const auto& core_options) {
    const auto rows = rows_of(core_options);
    const auto limits = limits_of(core_options);
    for (const tape::HeaderOption& option : header.options) {
      const auto is_it = [&](const auto& known) { return known.tag == option.tag; };
      if (std::ranges::none_of(rows, is_it) && std::ranges::none_of(limits, is_it))
        unknown.push_back(option.tag);
    }
  };
  std::visit(add_all, options_without_tape(header));
  return unknown;
}

}  // namespace parley::record
