#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "ports/clock.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "ports/pin_store.hpp"
#include "ports/terminal.hpp"

/// Ports whose every move the test makes.
namespace parley::client {

class FakeClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void set_wake_handler(WakeHandler* handler) override { handler_ = handler; }
  void wake_at(Instant when) override { alarm_ = when; }
  void cancel_wake() override { alarm_ = Instant::max(); }

  void advance(Duration length) {
    const auto end = now_ + length;
    while (alarm_ <= end) {
      now_ = std::max(now_, alarm_);
      alarm_ = Instant::max();
      handler_->on_wake();
    }
    now_ = end;
  }
  bool armed() const { return alarm_ != Instant::max(); }

 private:
  Instant now_{};
  Instant alarm_ = Instant::max();
  WakeHandler* handler_ = nullptr;
};

/// Shows what a person sees: each line with the initial of its style before it, a question with `?`, one
/// that hides its answer with `*`.
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
  TerminalHandler* handler() { return handler_; }
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

class FakePins final : public PinStore {
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

class FakeEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), 7); }
};

class FakeLog final : public LogSink {
 public:
  bool keeps(LogLevel /*level*/) const override { return true; }
  void write(LogLevel /*level*/, std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

}  // namespace parley::client
