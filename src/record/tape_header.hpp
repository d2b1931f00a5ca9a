#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "client/options.hpp"
#include "registry/registry.hpp"

namespace parley::record {

/// What a tape says of the program that it was recorded from: all that a replay needs besides the entries.
struct TapeHeader {
  std::string program;               ///< `parley-registry 0.1.0`, for people.
  std::int64_t recorded_at = 0;      ///< By the calendar: milliseconds since 1970, for people. 0: unknown.
  std::uint8_t kept_log_levels = 0;  ///< Bit n: LogSink::keeps(LogLevel n).
  bool text_kept = true;             ///< Else what people wrote is filler (--record-text no).
  std::variant<registry::RegistryOptions, client::PeerOptions>
      options;  ///< Which core it is, and its options.
};

}  // namespace parley::record
