#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "ports/log_sink.hpp"

namespace spdlog {
class logger;
}

namespace parley::adapters {

struct LogOptions {
  LogLevel level = LogLevel::kInfo;  ///< The lowest that is kept.
  std::filesystem::path file;        ///< Appended to; empty: stderr.
};

/// Reads `debug`, `info`, `warning` or `error`.
Result<LogLevel> parse_log_level(std::string_view text);

/// The LogSink on stderr or in a file: `TIME LEVEL LINE`, the time in UTC, each line written at once.
/// Control characters are shown as `?`, so that nobody's name or text can forge a line. A line that
/// cannot be written is lost, and nothing else.
class SpdlogSink final : public LogSink {
 public:
  /// Error kUnavailable where the file cannot be opened.
  static Result<std::unique_ptr<SpdlogSink>> open(const LogOptions& options);
  ~SpdlogSink() override;
  SpdlogSink(const SpdlogSink&) = delete;
  SpdlogSink& operator=(const SpdlogSink&) = delete;

  bool keeps(LogLevel level) const override;
  void write(LogLevel level, std::string_view line) override;

 private:
  explicit SpdlogSink(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace parley::adapters
