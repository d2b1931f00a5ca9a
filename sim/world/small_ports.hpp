#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "ports/password_hasher.hpp"
#include "ports/pin_store.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

/// A node's random bytes: another stream for each incarnation, all from the world's seed.
class SimEntropy final : public Entropy {
 public:
  explicit SimEntropy(std::uint64_t seed) : random_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override { random_.fill(bytes); }
  void reset(std::uint64_t seed) { random_ = Random(seed); }

 private:
  Random random_;
};

/// A peer's pins, on its node's disk: they survive every end of the program.
class SimPinStore final : public PinStore {
 public:
  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

  /// Makes every call fail so, until nullopt is set.
  void set_failure(std::optional<ErrorCode> failure) { failure_ = failure; }

 private:
  Error error() const { return {*failure_, "the pins cannot be read"}; }

  std::vector<std::pair<HostPort, std::string>> pins_;
  std::optional<ErrorCode> failure_;
};

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

class NodePorts;

/// Stands for scrypt on a bounded pool of workers: the same waits and the same order, next to no work.
/// The hash is salted from the node's entropy and need not be secret: worlds hold no real passwords.
class SimPasswordHasher final : public PasswordHasher {
 public:
  explicit SimPasswordHasher(NodePorts& node) : node_(node) {}

  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

  /// What each takes, and how many are at work at once.
  void set_service(Duration time, std::size_t workers);
  std::size_t waiting() const { return jobs_.size(); }

  void on_done();

 private:
  using Answer = std::function<void()>;

  void add(Answer answer);
  void start();

  NodePorts& node_;
  Duration service_time_ = std::chrono::milliseconds(70);
  std::size_t workers_ = 2;
  std::size_t busy_ = 0;  ///< The first so many jobs are at work.
  std::deque<Answer> jobs_;
};

}  // namespace parley::sim
