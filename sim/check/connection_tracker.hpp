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

/// A request that the registry has begun and must answer.
struct OpenRequest {
  std::string text;                      ///< As it came.
  std::optional<std::string> due;        ///< Exactly this answer, in this turn.
  std::optional<wire::Request> request;  ///< Or one that waits for store or hasher.
  Instant since{};
  std::uint64_t turn = 0;           ///< The registry's turn in which it began.
  std::uint64_t disk_failures = 0;  ///< How often the disk had failed by then.
};

/// One connection as the registry has it: what came, what went, and what is owed. It cuts both directions
/// into messages by the rules of docs/protocol.md.
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

  /// A record that the registry sent, and the answers that are whole by then.
  std::vector<std::string> on_answer_bytes(std::string_view record);
  std::vector<std::string> end_of_turn();        ///< A v1 answer may end with a full record.
  bool bad_hello() const { return bad_hello_; }  ///< The first record was no greeting.

  void delivered(std::size_t bytes) { delivered_ += bytes; }
  /// Bytes that have not arrived. What is torn from a stream and what was sent before the connection was
  /// known are no part.
  std::size_t under_way() const { return sent_ > delivered_ ? sent_ - delivered_ : 0; }

  /// The client has closed: what is sent from now on goes nowhere and is kept by nobody.
  void note_client_closed() { client_closed_ = true; }
  bool client_closed() const { return client_closed_; }

  std::optional<OpenRequest> open;
  std::optional<UserName> user;        ///< Who is logged in, as far as answers tell.
  std::optional<UserName> host_named;  ///< By the last JOIN, until the next search.
  bool closing = false;                ///< The registry owes it the end in this turn.
  bool last_answer = false;            ///< What is open is the last that it gets.

 private:
  void choose_dialect(std::string_view record);
  void take_line_bytes(std::string_view bytes);

  std::uint64_t channel_;
  NodeId client_;
  std::optional<wire::Dialect> dialect_;
  std::deque<std::string> waiting_;
  std::string line_;    ///< v2: what came behind the last line end.
  std::string answer_;  ///< What was sent of an answer that is not whole.
  std::size_t greeting_ = 0;
  std::size_t sent_ = 0;
  std::size_t delivered_ = 0;
  bool overlong_ = false;
  bool bad_hello_ = false;
  bool client_closed_ = false;
};

}  // namespace parley::sim::check
