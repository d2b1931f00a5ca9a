#pragma once

#include <cstdint>
#include <string_view>

#include "ports/log_sink.hpp"
#include "ports/pin_store.hpp"
#include "ports/terminal.hpp"
#include "record/recording.hpp"

namespace parley::record {

/// Records what a person types and reads. Hidden lines are secrets; a line typed at a menu that is no choice
/// of it is blotted, as it may be what should have been typed elsewhere.
class RecordingTerminal final : public Terminal, private TerminalHandler {
 public:
  RecordingTerminal(Terminal& terminal, Recording& recording) : terminal_(terminal), recording_(recording) {}

  void set_handler(TerminalHandler* handler) override;
  void print(Style style, std::string_view line) override;
  void ask(std::string_view prompt, Echo echo) override;

 private:
  enum class Question : std::uint8_t { kHidden, kMenu, kChat, kOther };

  void on_line(std::string_view line) override;
  void on_end_of_input() override;
  void on_interrupt() override;

  std::string_view masked(Style style, std::string_view line);
  std::string_view masked(std::string_view line);

  Terminal& terminal_;
  Recording& recording_;
  TerminalHandler* handler_ = nullptr;
  Question question_ = Question::kOther;
};

class RecordingPins final : public PinStore {
 public:
  RecordingPins(PinStore& pins, Recording& recording) : pins_(pins), recording_(recording) {}

  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

 private:
  PinStore& pins_;
  Recording& recording_;
};

class RecordingLog final : public LogSink {
 public:
  RecordingLog(LogSink& log, Recording& recording) : log_(log), recording_(recording) {}

  bool keeps(LogLevel level) const override { return log_.keeps(level); }
  void write(LogLevel level, std::string_view line) override {
    if (!recording_.ended()) {
      recording_.output({.kind = EntryKind::kLog,
                         .number = static_cast<std::int64_t>(level),
                         .text = mask_digests(line, recording_.scratch())});
    }
    log_.write(level, line);
  }

 private:
  LogSink& log_;
  Recording& recording_;
};

}  // namespace parley::record
