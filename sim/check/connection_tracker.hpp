#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "base/time.hpp"
#include "sim/world/ids.hpp"
#include "wire/framing.hpp"
#include "wire/request.hpp"

namespace parley::sim::check {

/// A request that the registry has begun to handle and must answer.
struct OpenRequest {
  std::string text;                      ///< As it came.
  std::optional<std::string> due;        ///< The one right answer, due in this turn,
  std::optional<wire::Request> request;  ///< or the request, if it waits for the store or the hasher.
  Instant since{};
  std::uint64_t turn = 0;           ///< The registry's turn in which it began.
  std::uint64_t disk_failures = 0;  ///< How often the disk had failed by then.
};

/// One connection of the registry: the requests that arrived, the answers sent, and the answer that is owed.
/// It splits both directions into messages by the rules of docs/protocol.md.
class ConnectionTracker {
 public:
  ConnectionTracker(std::uint64_t channel, NodeId client, Instant now)
      : accepted(now), channel_(channel), client_(client) {}

  const Instant accepted;  ///< By the registry's clock.

  std::uint64_t channel() const { return channel_; }
  NodeId client() const { return client_; }

  /// A record that reached the registry; its messages wait for next_request().
  void on_request_bytes(std::string_view record);
  std::optional<std::string> next_request();
  bool overlong() const { return overlong_ && waiting_.empty(); }
  bool uses_lines() const { return dialect_ == wire::Dialect::kV2; }
  bool has_waiting() const { return !waiting_.empty(); }
  bool has_unread_bytes() const { return has_waiting() || !line_.empty(); }  ///< An unfinished line counts.

  /// Takes a record that the registry sent; returns the answers that are complete with it.
  std::vector<std::string> on_answer_bytes(std::string_view record);
  std::vector<std::string> end_of_turn();        ///< Completes a v1 answer that ends with a full record.
  bool bad_hello() const { return bad_hello_; }  ///< The registry's first bytes were not its greeting.

  void delivered(std::size_t bytes) { delivered_ += bytes; }
  /// Bytes sent to the client that have not arrived. Bytes of a broken stream, and those sent before the
  /// connection was known here, do not count.
  std::size_t under_way() const { return sent_ > delivered_ ? sent_ - delivered_ : 0; }

  /// The client has closed its end: what is sent from now on goes nowhere.
  void note_client_closed() { client_closed_ = true; }
  bool client_closed() const { return client_closed_; }

  std::optional<OpenRequest> open;
  std::optional<UserName> user;        ///< Who is logged in, by the answers so far.
  std::optional<UserName> host_named;  ///< The host named by the last JOIN, until the next SEARCH_USER.
  bool closing = false;                ///< The registry must close it in this turn.
  bool last_answer = false;            ///< The connection ends after the open request's answer.

  /// What of its share of a turn the registry has used for it.
  struct Share {
    std::size_t messages = 0;
    std::size_t answer_bytes = 0;
  };
  Share share;
  bool queued = false;  ///< The share is used up: the other messages wait for the next.

 private:
  void choose_dialect(std::string_view record);
  void take_line_bytes(std::string_view bytes);

  std::uint64_t channel_;
  NodeId client_;
  std::optional<wire::Dialect> dialect_;
  std::deque<std::string> waiting_;
  std::string line_;    ///< v2: the bytes after the last line end.
  std::string answer_;  ///< The bytes of an answer that is not complete yet.
  std::size_t greeting_ = 0;
  std::size_t sent_ = 0;
  std::size_t delivered_ = 0;
  bool overlong_ = false;
  bool bad_hello_ = false;
  bool client_closed_ = false;
};

}  // namespace parley::sim::check
