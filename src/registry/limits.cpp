#include "registry/limits.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace parley::registry {
namespace {

using L = RegistryLimits;

constexpr std::uint64_t kLongest = std::chrono::nanoseconds(std::chrono::hours(24)).count();
constexpr std::uint64_t kMost = 1'000'000;
constexpr std::uint64_t kMostBytes = 16 * 1024 * 1024;

/// A tag belongs to its limit for ever: tapes have it. A new limit gets the next one. 1 and 2 are the
/// endpoints (tape/tape_header.hpp).
constexpr std::array kFields = {
    LimitField{3, "keep-alive-timeout", &L::keep_alive_timeout, 1, kLongest},
    LimitField{4, "keep-alive-interval", &L::keep_alive_interval, 1, kLongest},
    LimitField{5, "anonymous-timeout", &L::anonymous_timeout, 1, kLongest},
    LimitField{6, "stalled-write-timeout", &L::stalled_write_timeout, 1, kLongest},
    LimitField{7, "return-window", &L::return_window, 1, kLongest},
    LimitField{8, "port-quarantine", &L::port_quarantine, 0, kLongest},
    LimitField{9, "sessions", &L::sessions, 1, kMost},
    LimitField{10, "rooms", &L::rooms, 1, kMost},
    LimitField{11, "room-members", &L::room_members, 1, kMost},
    LimitField{12, "pending-hashes", &L::pending_hashes, 1, kMost},
    LimitField{13, "pending-request-bytes", &L::pending_request_bytes, 1, kMostBytes},
    LimitField{14, "unsent-bytes", &L::unsent_bytes, 1, kMostBytes},
    LimitField{15, "line-bytes", &L::line_bytes, limits::kV1MessageBytes, kMostBytes},
    LimitField{16, "first-room-port", &L::first_room_port, 1024, 65535},
    LimitField{17, "last-room-port", &L::last_room_port, 1024, 65535},
    LimitField{18, "messages-per-turn", &L::messages_per_turn, 1, kMost, kMost},
    LimitField{19, "answer-bytes-per-turn", &L::answer_bytes_per_turn, 1, kMostBytes, kMostBytes},
    LimitField{20, "turns-per-round", &L::turns_per_round, 1, kMost, kMost},
    LimitField{21, "hashes-at-once", &L::hashes_at_once, 1, kMost, kMost},
    LimitField{22, "hash-wait", &L::hash_wait, 1, kLongest, kLongest},
    LimitField{23, "connections-per-address", &L::connections_per_address, 1, kMost, kMost},
};

Error out_of_range(const LimitField& field, std::uint64_t value) {
  return {ErrorCode::kMalformed, "the limit " + std::string(field.name) + " is " + std::to_string(value) +
                                     ", expected " + std::to_string(field.least) + " to " +
                                     std::to_string(field.most)};
}

bool in_range(const LimitField& field, std::uint64_t value) {
  return value >= field.least && value <= field.most;
}

struct Setter {
  RegistryLimits& to;
  std::uint64_t value;
  void operator()(Duration L::*member) const { to.*member = Duration(static_cast<Duration::rep>(value)); }
  void operator()(std::size_t L::*member) const { to.*member = static_cast<std::size_t>(value); }
  void operator()(std::uint16_t L::*member) const { to.*member = static_cast<std::uint16_t>(value); }
};

struct Getter {
  const RegistryLimits& from;
  std::uint64_t operator()(Duration L::*member) const {
    return static_cast<std::uint64_t>((from.*member).count());
  }
  std::uint64_t operator()(std::size_t L::*member) const { return from.*member; }
  std::uint64_t operator()(std::uint16_t L::*member) const { return from.*member; }
};

}  // namespace

std::span<const LimitField> limit_fields() { return kFields; }

std::uint64_t value_of(const RegistryLimits& from, const LimitField& field) {
  return std::visit(Getter{from}, field.member);
}

Result<void> set_limit(RegistryLimits& to, std::uint8_t tag, std::uint64_t value) {
  const auto is_it = [tag](const LimitField& field) { return field.tag == tag; };
  const auto* field = std::find_if(kFields.begin(), kFields.end(), is_it);
  if (field == kFields.end()) {
    return Error{ErrorCode::kMalformed, "the limit with the tag " + std::to_string(tag) +
                                            " is unknown, expected " + std::to_string(kFields.front().tag) +
                                            " to " + std::to_string(kFields.back().tag)};
  }
  if (!in_range(*field, value)) return out_of_range(*field, value);
  std::visit(Setter{to, value}, field->member);
  return {};
}

Result<void> check_limits(const RegistryLimits& limits) {
  for (const auto& field : kFields) {
    const auto value = value_of(limits, field);
    if (!in_range(field, value)) return out_of_range(field, value);
  }
  if (limits.first_room_port <= limits.last_room_port) return {};
  return Error{ErrorCode::kMalformed, "the room ports end at " + std::to_string(limits.last_room_port) +
                                          ", expected at least their first, " +
                                          std::to_string(limits.first_room_port)};
}

}  // namespace parley::registry
