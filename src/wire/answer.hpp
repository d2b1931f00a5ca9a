#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "base/result.hpp"
#include "wire/verbs.hpp"

/// What the registry answers: `VERB <WORD> <NUMBER>`, then the details if there are any. The writers of
/// details and their readers stand side by side here, so that each form has one home.
namespace parley::wire {

/// Sent unasked when TLS stands, without a line end even to v2 clients: there it is the first 23 bytes.
inline constexpr std::string_view kGreeting = "HELLO_BACK SUCCESS 200 ";

struct Answer {
  Verb verb;
  Status status;
  std::string details;  ///< Words, with no white space before or behind.
  bool operator==(const Answer&) const = default;
};

/// One answer without a line end.
std::string encode(const Answer& answer);

/// Error kMalformed for what is no answer. The greeting is none either: take it off before.
Result<Answer> decode_answer(std::string_view message);

/// Someone online: PEER_LIST's `name (ip:port)`, or `name` alone where there is no endpoint.
struct PeerEntry {
  UserName user;
  std::optional<Endpoint> endpoint;
  bool operator==(const PeerEntry&) const = default;
};

std::string encode_peers(std::span<const PeerEntry> peers);
Result<std::vector<PeerEntry>> decode_peers(std::string_view details);

/// A room in ROOMS-LIST: `name ['a', 'b'] host.`
struct RoomEntry {
  RoomName room;
  std::vector<UserName> members;  ///< In the order in which they came.
  UserName host;
  bool operator==(const RoomEntry&) const = default;
};

std::string encode_rooms(std::span<const RoomEntry> rooms);
Result<std::vector<RoomEntry>> decode_rooms(std::string_view details);

/// The members as Python would print the list: `['a', 'b']`.
std::string python_list(std::span<const UserName> members);

/// Names alone: PEER-LIST's members.
std::string encode_names(std::span<const UserName> names);
Result<std::vector<UserName>> decode_names(std::string_view details);

}  // namespace parley::wire
