#include "sim/world/trace.hpp"

#include <array>
#include <cstdio>

namespace parley::sim {
namespace {

constexpr std::array<const char*, 28> kWords = {
    "wakes",    "datagram", "datagram lost", "multicast", "member",  "member lost", "connects",
    "opened",   "accepted", "refused",       "record",    "drained", "closed",      "broken",
    "stored",   "hashed",   "typed",         "printed",   "starts",  "ends",        "crashes",
    "vanishes", "pauses",   "resumes",       "network",   "script",  "loses power", "record lost"};
static_assert(kWords.size() == static_cast<std::size_t>(TraceKind::kRecordLost) + 1);

constexpr std::array<const char*, kDropReasons> kLossWords = {
    "", "cut", "luck", "queue full", "too big", "deaf", "NAT", "old address", "buffer full", "no socket"};

constexpr std::size_t kShownBytes = 200;

std::string quoted(std::string_view bytes) {
  std::string text = "\"";
  for (const char byte : bytes.substr(0, kShownBytes)) {
    const auto code = static_cast<unsigned char>(byte);
    if (code == '"' || code == '\\') {
      (text += '\\') += byte;
    } else if (code >= 0x20 && code != 0x7f) {
      text += byte;
    } else {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(code));
      text += escape.data();
    }
  }
  text += bytes.size() > kShownBytes ? "\"..." : "\"";
  return text;
}

}  // namespace

const char* to_text(DropReason loss) { return kLossWords[static_cast<std::size_t>(loss)]; }

void Tracer::tell(const TraceEvent& event) const {
  for (TraceListener* listener : listeners_) listener->on_event(event);
}

void Tracer::tell_all_sent(const TraceEvent& event) const {
  for (TraceListener* listener : listeners_) listener->on_sent(event);
}

std::string to_text(const TraceEvent& event) {
  const auto nanoseconds = event.at.time_since_epoch().count();
  std::array<char, 96> head{};
  const auto from = number(event.from);
  const auto node = number(event.node);
  std::array<char, 32> nodes{};
  if (event.from == event.node) {
    std::snprintf(nodes.data(), nodes.size(), "%u", node);
  } else {
    std::snprintf(nodes.data(), nodes.size(), "%u -> %u", from, node);
  }
  std::snprintf(head.data(), head.size(), "%lld.%09lld  %-12s %s",
                static_cast<long long>(nanoseconds / 1'000'000'000),
                static_cast<long long>(nanoseconds % 1'000'000'000), nodes.data(),
                kWords[static_cast<std::size_t>(event.kind)]);
  std::string text = head.data();
  if (event.loss != DropReason::kNone) ((text += " (") += to_text(event.loss)) += ')';
  if (!event.bytes.empty()) (text += ' ') += quoted(event.bytes);
  return text;
}

}  // namespace parley::sim
