#pragma once

#include <string_view>

#include "ports/log_sink.hpp"
#include "ports/pin_store.hpp"
#include "ports/terminal.hpp"
#include "record/entry_recorder.hpp"

namespace parley::record {

/// Records what a person types and reads. Hidden lines are secrets; a line typed at a menu that is not a
/// choice of it is redacted, as it may be what should have been typed elsewhere.
class RecordingTerminal final : public Terminal, private TerminalHandler {
 public:
  RecordingTerminal(Terminal& terminal, EntryRecorder& recorder) : terminal_(terminal), recorder_(recorder) {}

  void set_handler(TerminalHandler* handler) override;
  void print(Style style, std::string_view line) override;
  void ask(const Question& question) override;

 private:
  void on_line(std::string_view line) override;
  void on_end_of_input() override;
  void on_interrupt() override;

  std::string_view masked(Style style, std::string_view line);
  std::string_view masked(std::string_view line);

  Terminal& terminal_;
  EntryRecorder& recorder_;
  TerminalHandler* handler_ = nullptr;
  QuestionKind question_{};  ///< The last one.
};

class RecordingPins final : public PinStore {
 public:
  RecordingPins(PinStore& pins, EntryRecorder& recorder) : pins_(pins), recorder_(recorder) {}

  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

 private:
  PinStore& pins_;
  EntryRecorder& recorder_;
};

class RecordingLog final : public LogSink {
 public:
  RecordingLog(LogSink& log, EntryRecorder& recorder) : log_(log), recorder_(recorder) {}

  bool keeps(LogLevel level) const override { return log_.keeps(level); }
  void write(LogLevel level, std::string_view line) override {
    if (!recorder_.ended()) {
      recorder_.output({.kind = tape::EntryKind::kLog,
                        .number = static_cast<std::int64_t>(level),
                        .text = mask_digests(line, recorder_.scratch())});
    }
    log_.write(level, line);
  }

 private:
  LogSink& log_;
  EntryRecorder& recorder_;
};

}  // namespace parley::record
