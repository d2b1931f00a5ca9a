#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ports/clock.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "record/playback_answers.hpp"
#include "record/playback_calls.hpp"
#include "record/playback_network.hpp"
#include "record/playback_person.hpp"
#include "registry/registry.hpp"
#include "screens/menu_peer.hpp"

namespace parley::record {

/// The clock of a tape: the time of the present turn.
class PlaybackClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void set_wake_handler(WakeHandler* handler) override { handler_ = handler; }
  void wake_at(Instant when) override { alarm_ = when; }
  void cancel_wake() override { alarm_.reset(); }

  void set_now(Instant now) { now_ = now; }
  bool armed() const { return alarm_ && handler_ != nullptr; }
  Instant alarm() const { return *alarm_; }  ///< Only while armed().
  void wake();                               ///< Only while armed().

 private:
  Instant now_{};
  std::optional<Instant> alarm_;
  WakeHandler* handler_ = nullptr;
};

/// Bytes that are the same each time, since no tape holds the real ones.
class PlaybackEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = ++last_;
  }

 private:
  std::uint8_t last_ = 0;
};

/// The log of a tape: keeps the levels that were kept then, and no line.
class PlaybackLog final : public LogSink {
 public:
  explicit PlaybackLog(std::uint8_t kept_levels) : kept_levels_(kept_levels) {}
  bool keeps(LogLevel level) const override {
    return ((kept_levels_ >> static_cast<unsigned>(level)) & 1U) != 0;
  }
  void write(LogLevel /*level*/, std::string_view /*line*/) override {}

 private:
  std::uint8_t kept_levels_;
};

/// The ports of a core that plays a tape. Outlives the core; destroying it calls nobody back.
class Playback {
 public:
  Playback(Comparator& comparator, std::uint8_t kept_log_levels);

  registry::RegistryPorts registry_ports();
  screens::PeerPorts peer_ports();

  /// Hands an input to whoever waits for it; its text outlives the call. kStart and kStop are not for the
  /// ports. Error kCorrupt, in words, where the input cannot come in this state. `rooms`: the kLoadedRoom
  /// entries before a kLoaded.
  Result<void> play(const tape::Entry& input, const std::vector<tape::OwnedEntry>& rooms);

  PlaybackClock& clock() { return clock_; }
  const PlaybackTerminal& terminal() const { return terminal_; }

  /// What no port answers, or more than any world leaves unanswered.
  std::optional<std::string> violation() const;

 private:
  PlaybackAnswers answers_;
  PlaybackClock clock_;
  PlaybackNetwork network_;
  PlaybackCalls calls_;
  PlaybackEntropy entropy_;
  PlaybackLog log_;
  PlaybackTerminal terminal_;
  PlaybackPins pins_;
};

}  // namespace parley::record
