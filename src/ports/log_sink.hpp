#pragma once

#include <cstdint>
#include <string_view>

namespace parley {

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

/// Where a node says what it does, one line a call. Lines never hold secrets.
class LogSink {
 public:
  virtual ~LogSink() = default;

  /// Whether lines of this level are kept; ask before building a costly one.
  virtual bool keeps(LogLevel level) const = 0;

  /// Takes one line, without line end. Never fails and never re-enters.
  virtual void write(LogLevel level, std::string_view line) = 0;
};

}  // namespace parley
