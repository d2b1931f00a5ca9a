#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ports/log_sink.hpp"

namespace parley::sim {

struct LogLine {
  LogLevel level;
  std::string text;
};

/// A node's log: keeps the newest lines of the levels that are wanted; none unless told.
class SimLogSink final : public LogSink {
 public:
  bool keeps(LogLevel level) const override { return capacity_ > 0 && level >= least_; }
  void write(LogLevel level, std::string_view line) override;

  void keep(std::uint32_t lines, LogLevel least = LogLevel::kDebug);

  /// At least the newest so many lines as are kept, oldest first.
  const std::vector<LogLine>& lines() const { return lines_; }

 private:
  std::uint32_t capacity_ = 0;
  LogLevel least_ = LogLevel::kDebug;
  std::vector<LogLine> lines_;
};

}  // namespace parley::sim
