#include "adapters/system/spdlog_sink.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <string>

namespace parley::adapters {
namespace {

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      break;
  }
  return spdlog::level::err;
}

spdlog::sink_ptr make_sink(const std::filesystem::path& file) {
  if (file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

}  // namespace

Result<LogLevel> parse_log_level(std::string_view text) {
  if (text == "debug") return LogLevel::kDebug;
  if (text == "info") return LogLevel::kInfo;
  if (text == "warning") return LogLevel::kWarning;
  if (text == "error") return LogLevel::kError;
  return Error{ErrorCode::kMalformed, "the log level is debug, info, warning or error"};
}

Result<std::unique_ptr<SpdlogSink>> SpdlogSink::open(const LogOptions& options) {
  try {
    auto logger = std::make_shared<spdlog::logger>("parley", make_sink(options.file));
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                                                                      spdlog::pattern_time_type::utc));
    logger->set_level(level_of(options.level));
    logger->flush_on(spdlog::level::trace);
    logger->set_error_handler([](const std::string&) {});
    return std::unique_ptr<SpdlogSink>(new SpdlogSink(std::move(logger)));
  } catch (const spdlog::spdlog_ex& failure) {
    return Error{ErrorCode::kUnavailable, "cannot open the log file " + options.file.string() + " (" +
                                              failure.what() + "); choose another with --log-file FILE"};
  }
}

SpdlogSink::~SpdlogSink() = default;

bool SpdlogSink::keeps(LogLevel level) const { return logger_->should_log(level_of(level)); }

void SpdlogSink::write(LogLevel level, std::string_view line) {
  if (!keeps(level)) return;
  std::string shown(line);
  std::replace_if(shown.begin(), shown.end(), is_control, '?');
  logger_->log(level_of(level), spdlog::string_view_t(shown.data(), shown.size()));
}

}  // namespace parley::adapters
