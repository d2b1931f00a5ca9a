#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace parley::tape {

/// Which core a tape is of. The numbers are those on the tape.
enum class CoreKind : std::uint8_t { kRegistry = 1, kPeer = 2 };

/// The tags of a core's options on a tape (docs/tape.md). The numbers never change; a new option gets the
/// next. The registry's limits have theirs, from kKeepAliveTimeout on, in registry/limits.cpp.
enum class RegistryTag : std::uint64_t { kTcp = 1, kUdp, kKeepAliveTimeout };
enum class PeerTag : std::uint64_t {
  kRegistry = 1,
  kRegistryUdpPort,
  kMulticastInterface,
  kRequireAuthority,
  kDialect
};

/// An option as it stands on a tape; what its value means is known to whoever knows the core.
struct HeaderOption {
  std::uint64_t tag = 0;
  std::string value;

  bool operator==(const HeaderOption&) const = default;
};

/// What a tape says of the program that it was recorded from: all that a replay needs besides the entries.
struct TapeHeader {
  std::string program;               ///< `parley-registry 0.1.0`, for people.
  std::int64_t recorded_at = 0;      ///< By the calendar: milliseconds since 1970, for people. 0: unknown.
  std::uint8_t kept_log_levels = 0;  ///< Bit n: LogSink::keeps(LogLevel n).
  bool text_kept = true;             ///< Else what people wrote is filler (--record-text no).
  CoreKind core = CoreKind::kRegistry;
  std::vector<HeaderOption> options{};  ///< The core's (record/core_options.hpp), their tags rising.

  bool is_registry() const { return core == CoreKind::kRegistry; }
  /// nullptr where the tape does not have it: the core had none, or did not know of it.
  const std::string* option(std::uint64_t tag) const;
  const std::string* option(RegistryTag tag) const { return option(static_cast<std::uint64_t>(tag)); }
  const std::string* option(PeerTag tag) const { return option(static_cast<std::uint64_t>(tag)); }
};

/// The header's fields as they stand on a tape. Error kMalformed where they are too long for one.
Result<std::string> encode_header(const TapeHeader& header);

/// Error kMalformed where encode_header() cannot have written it. Any tag is taken, known or not.
Result<TapeHeader> decode_header(std::string_view bytes);

}  // namespace parley::tape
