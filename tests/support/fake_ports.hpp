#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "ports/pin_store.hpp"
#include "ports/terminal.hpp"

/// The small ports: what comes in is the test's doing, and what went out it can look at.
namespace parley {

/// A screen and a keyboard. shown() is what a person sees: each line with the initial of its style before it,
/// a question with `?`, one that hides its answer with `*`.
class FakeTerminal final : public Terminal {
 public:
  void set_handler(TerminalHandler* handler) override { handler_ = handler; }
  void print(Style style, std::string_view line) override {
    static constexpr std::string_view kInitials = "-PSNEO";
    shown_ += kInitials[static_cast<std::size_t>(style)];
    shown_ += ' ';
    shown_ += line;
    shown_ += '\n';
  }
  void ask(const Question& question) override {
    asking_ = true;
    shown_ += echo_of(question.kind) == Echo::kHidden ? "* " : "? ";
    shown_ += question.prompt;
    shown_ += '\n';
  }

  bool asking() const { return asking_; }
  TerminalHandler* handler() const { return handler_; }
  void type(std::string_view line) {
    PARLEY_CHECK(asking_);
    asking_ = false;
    handler_->on_line(line);
  }
  /// What was shown since the last call.
  std::string shown() { return std::exchange(shown_, {}); }

 private:
  TerminalHandler* handler_ = nullptr;
  std::string shown_;
  bool asking_ = false;
};

/// Pins in memory, by the registry's HOST:PORT. A file that cannot be read, or has no space left, is a flag
/// away.
class FakePinStore final : public PinStore {
 public:
  Result<std::optional<std::string>> find(const HostPort& registry) override {
    if (!readable) return Error{ErrorCode::kCorrupt, "line 3 is no pin"};
    const auto pin = pins.find(registry.to_string());
    return pin == pins.end() ? std::nullopt : std::optional(pin->second);
  }
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override {
    if (!writable) return Error{ErrorCode::kFull, "no space left"};
    pins[registry.to_string()] = key_fingerprint;
    return {};
  }
  std::map<std::string, std::string> pins;
  bool readable = true;
  bool writable = true;
};

/// Keeps all lines of the level `least` and above.
class FakeLogSink final : public LogSink {
 public:
  bool keeps(LogLevel level) const override { return level >= least; }
  void write(LogLevel level, std::string_view line) override {
    if (keeps(level)) lines.emplace_back(line);
  }

  std::vector<std::string> lines;
  LogLevel least = LogLevel::kDebug;
};

/// Counts: each byte is one more than the byte before, over all calls.
class FakeEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

}  // namespace parley
