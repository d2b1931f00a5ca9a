#include "apps/tape.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

#include "adapters/openssl/system_entropy.hpp"
#include "adapters/system/tape_file.hpp"
#include "ports/log_sink.hpp"

namespace parley::apps {
namespace {

std::uint8_t kept_levels(const LogSink& log) {
  unsigned kept = 0;
  for (const auto level : {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}) {
    if (log.keeps(level)) kept |= 1U << static_cast<unsigned>(level);
  }
  return static_cast<std::uint8_t>(kept);
}

std::int64_t calendar_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::uint64_t random_number() {
  std::array<std::uint8_t, sizeof(std::uint64_t)> bytes{};
  adapters::SystemEntropy().fill(bytes);
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), bytes.size());
  return number;
}

}  // namespace

Result<std::unique_ptr<Tape>> Tape::begin(const TapeFlags& flags, const std::string& program,
                                          const record::CoreOptions& options, LogSink& log) {
  if (!flags.file) return std::unique_ptr<Tape>();
  const auto header =
      record::with_options({program, calendar_ms(), kept_levels(log), flags.keep_text}, options);
  adapters::TapeFileOptions file_options;
  file_options.limits.max_bytes = flags.limit;
  file_options.on_early_end = [&log, path = flags.file->string()](const std::string& why) {
    log.write(LogLevel::kWarning, "recording to " + path + " has ended: " + why);
  };
  auto file = adapters::TapeFile::create(*flags.file, header, std::move(file_options));
  if (!file) return file.error();
  return std::unique_ptr<Tape>(new Tape(*std::move(file), flags));
}

Tape::Tape(std::unique_ptr<adapters::TapeFile> file, const TapeFlags& flags)
    : file_(std::move(file)), recorder_options_{.keep_text = flags.keep_text, .digest_key = random_number()} {
  adapters::write_last_on_fault(file_.get());
}

Tape::~Tape() { adapters::write_last_on_fault(nullptr); }

tape::EntrySink& Tape::sink() { return *file_; }

void Tape::finish() { file_->finish(tape::TapeEndCause::kFinished); }

}  // namespace parley::apps
