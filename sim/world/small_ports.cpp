#include "sim/world/small_ports.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <utility>

#include "sim/world/node_ports.hpp"
#include "sim/world/trace_hash.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

Result<std::optional<std::string>> SimPinStore::find(const HostPort& registry) {
  if (failure_) return error();
  for (const auto& [host, fingerprint] : pins_) {
    if (host == registry) return std::optional(fingerprint);
  }
  return std::optional<std::string>{};
}

Result<void> SimPinStore::save(const HostPort& registry, const std::string& key_fingerprint) {
  if (failure_) return error();
  for (auto& [host, fingerprint] : pins_) {
    if (host != registry) continue;
    fingerprint = key_fingerprint;
    return {};
  }
  pins_.emplace_back(registry, key_fingerprint);
  return {};
}

void SimLogSink::write(LogLevel level, std::string_view line) {
  if (!keeps(level)) return;
  // Twice the capacity before the older half goes: no line is moved more than once on average.
  if (lines_.size() >= std::size_t{2} * capacity_) {
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(capacity_));
  }
  lines_.push_back({level, std::string(line)});
}

void SimLogSink::keep(std::uint32_t lines, LogLevel least) {
  capacity_ = lines;
  least_ = least;
}

namespace {

constexpr std::string_view kPrefix = "$sim$v=1$";
constexpr std::size_t kDigits = 16;

std::string hex(std::uint64_t value) {
  std::array<char, kDigits + 1> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(value));
  return digits.data();
}

/// `$sim$v=1$SALT$HASH`.
std::string hashed(std::string_view salt, std::string_view secret) {
  TraceHash hash;
  hash.add(salt);
  hash.add(secret);
  return std::string(kPrefix) + std::string(salt) + "$" + hex(scramble(hash.value()));
}

/// The salt of a hash of ours.
std::optional<std::string_view> salt_of(std::string_view text) {
  const std::size_t size = kPrefix.size() + kDigits + 1 + kDigits;
  if (text.size() != size || !text.starts_with(kPrefix) || text[kPrefix.size() + kDigits] != '$') {
    return std::nullopt;
  }
  return text.substr(kPrefix.size(), kDigits);
}

}  // namespace

void SimPasswordHasher::hash(std::string_view secret, Hashed done) {
  std::array<std::uint8_t, 8> bytes{};
  node_.entropy().fill(bytes);
  std::uint64_t salt = 0;
  for (const std::uint8_t byte : bytes) salt = salt << 8 | byte;
  add([text = hashed(hex(salt), secret), done = std::move(done)] { done(PasswordHash{text}); });
}

void SimPasswordHasher::verify(std::string_view secret, const PasswordHash& expected, Verified done) {
  const auto salt = salt_of(expected.text);
  if (!salt) {
    return add([done = std::move(done)] {
      done(Error{ErrorCode::kCorrupt, "the stored hash is not one that this program can read"});
    });
  }
  const bool right = hashed(*salt, secret) == expected.text;
  add([right, done = std::move(done)] { done(right); });
}

void SimPasswordHasher::set_service(Duration time, std::size_t workers) {
  service_time_ = time;
  workers_ = workers;
}

void SimPasswordHasher::add(Answer answer) {
  jobs_.push_back(std::move(answer));
  start();
}

void SimPasswordHasher::start() {
  while (busy_ < workers_ && busy_ < jobs_.size()) {
    ++busy_;
    node_.world().push(service_time_, node_.event_for(EventKind::kHash));
  }
}

void SimPasswordHasher::on_done() {
  const Answer answer = std::move(jobs_.front());
  jobs_.pop_front();
  --busy_;
  start();
  node_.world().note(TraceKind::kHashed, node_.id(), node_.id());
  answer();
}

}  // namespace parley::sim
