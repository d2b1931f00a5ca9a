#include "sim/explore/output_coverage.hpp"

#include <algorithm>
#include <array>

namespace parley::sim::explore {
namespace {

/// docs/protocol.md: what each request can be answered with. Left out is what takes more than an
/// exploration has: limits of thousands, and numbers that are kept for later.
constexpr std::array<std::string_view, 42> kAnswers = {
    "HELLO 200",
    "HELLO 409",
    "ERROR 400",
    "REGISTER 200",
    "REGISTER 300",
    "REGISTER 400",
    "REGISTER 500",
    "AUTH 200",
    "AUTH 300",
    "AUTH 400",
    "AUTH 403",
    "AUTH 404",
    "AUTH 500",
    "LOGOUT 403",
    "SEARCH_USER_RESPONSE 200",
    "SEARCH_USER_RESPONSE 300",
    "SEARCH_USER_RESPONSE 401",
    "SEARCH_USER_RESPONSE 404",
    "PEER_LIST 200",
    "PEER_LIST 400",
    "PEER_LIST 401",
    "PEER_LIST 403",
    "PEER_LIST 404",
    "CREATION 200",
    "CREATION 400",
    "CREATION 401",
    "CREATION 403",
    "CREATION 404",
    "CREATION 409",
    "JOIN 200",
    "JOIN 400",
    "JOIN 401",
    "JOIN 403",
    "JOIN 404",
    "JOIN 409",
    "ROOM-EXIT-RESPONSE 200",
    "ROOM-EXIT-RESPONSE 401",
    "ROOM-EXIT-RESPONSE 403",
    "ROOM-EXIT-RESPONSE 404",
    "ROOMS-LIST 200",
    "ROOMS-LIST 401",
    "PEER-LIST 200",
};

/// What a peer says when something out of the usual has come about.
constexpr std::array<std::string_view, 28> kLines = {
    "Username already exists.",
    "Failed to create an account.",
    "Account is already online...",
    "Wrong password...",
    "Error: Invalid username:",
    "Error: The password is empty",
    "Error: Please choose a valid port number",
    "Error: Invalid chat room name:",
    "Error: This is not UTF-8 text",
    "No Online Users right now",
    "is found successfully...",
    "is not online...",
    "is not found",
    "already exists!",
    "No available Chat Rooms",
    "No chatroom with the name",
    "has been created...",
    "You have joined the room",
    "You are no longer in the chat room:",
    "Connection to the registry lost, trying again...",
    "Connected to the registry again.",
    "Cannot reach the registry",
    "The connection to the registry broke before it answered.",
    "The connection broke before the registry answered.",
    "is lost: it does not answer",
    "shows another key than before",
    "System: User",
    "The registry could not store this.",
};

/// `AUTH <SUCCESS> <200> ...` is `AUTH 200`.
bool is_answer(std::string_view line, std::string_view answer) {
  const std::size_t blank = answer.rfind(' ');
  if (!line.starts_with(answer.substr(0, blank)) || line.substr(blank, 2) != " <") return false;
  const std::size_t word_end = line.find("> <", blank);
  return word_end != line.npos && line.substr(word_end + 3).starts_with(answer.substr(blank + 1));
}

}  // namespace

OutputCoverage::OutputCoverage(NodeId registry)
    : registry_(registry), answered_(kAnswers.size()), shown_(kLines.size()) {}

void OutputCoverage::on_event(const TraceEvent& event) {
  if (event.kind == TraceKind::kRecord && event.from == registry_) hear(event.bytes);
  if (event.kind == TraceKind::kPrinted) see(event.bytes);
}

void OutputCoverage::hear(std::string_view record) {
  while (!record.empty()) {
    const std::size_t end = std::min(record.find('\n'), record.size());
    const std::string_view line = record.substr(0, end);
    for (std::size_t i = 0; i < kAnswers.size(); ++i) {
      if (!answered_[i] && is_answer(line, kAnswers[i])) answered_[i] = true;
    }
    record.remove_prefix(std::min(end + 1, record.size()));
  }
}

void OutputCoverage::see(std::string_view line) {
  for (std::size_t i = 0; i < kLines.size(); ++i) {
    if (!shown_[i] && line.find(kLines[i]) != line.npos) shown_[i] = true;
  }
}

std::vector<Count> OutputCoverage::counts() const {
  std::vector<Count> counts;
  for (std::size_t i = 0; i < kAnswers.size(); ++i) {
    counts.push_back({"answer " + std::string(kAnswers[i]), answered_[i] ? 1U : 0U});
  }
  for (std::size_t i = 0; i < kLines.size(); ++i) {
    counts.push_back({"screen \"" + std::string(kLines[i]) + "\"", shown_[i] ? 1U : 0U});
  }
  return counts;
}

}  // namespace parley::sim::explore
