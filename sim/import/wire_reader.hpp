#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/name.hpp"
#include "base/time.hpp"
#include "sim/import/activity.hpp"
#include "wire/framing.hpp"
#include "wire/request.hpp"

namespace parley::sim::importing {

/// Reads the actions of somebody without a tape of their own off the registry's tape: their connections one
/// after another, their requests and the answers.
///
/// A client that sends requests as our peers do is a person, whose actions these are; what a peer asks by
/// itself is left out. A client that sends anything else, or never says who it is, writes just these records.
class WireReader {
 public:
  /// `kept_bytes` grows by what is kept; the reader's owner bounds it.
  explicit WireReader(std::size_t& kept_bytes);

  void on_accept(std::uint64_t stream, Instant at);
  void on_record(std::uint64_t stream, std::string_view bytes, Instant at);
  void on_answer(std::uint64_t stream, std::string_view bytes);
  void on_close(std::uint64_t stream, Instant at);
  /// The registry is gone, and its connections with it.
  void on_registry_gone(Instant at);
  void on_datagram(std::string_view bytes, Instant at);
  /// What others heard from them in their room.
  void on_said(std::string_view text, Instant at);

  bool is_person() const { return peer_like_ && !user_seen_.empty(); }
  wire::Dialect dialect() const { return dialect_; }
  const std::string& user() const { return user_seen_; }

  /// All activities, not quite in the order of time, after the last entry.
  std::vector<std::pair<Instant, ActivityBody>> take(Instant end);

 private:
  struct Asked {
    wire::Request request;
    Instant at;
    bool is_automatic;  ///< The peer, not the person.
  };
  struct Stream {
    bool v2 = false;
    bool greeted = false;
    bool begun = false;  ///< Its first record has come.
    bool logged_out = false;
    wire::LineSplitter lines;
    std::deque<Asked> asked;
    Stream();
  };

  void take_message(Stream& stream, std::string_view message, Instant at);
  void take_answered(const Asked& asked, bool granted);
  bool is_automatic(const wire::Request& request);
  void log_out(Instant at);
  void on_connection_lost(Instant at);
  void begin_new_run();
  void speak_v2();
  void person(Instant at, ActivityBody what);
  void client(Instant at, ActivityBody what);
  void treat_as_client();

  wire::Dialect dialect_ = wire::Dialect::kV1;
  bool peer_like_ = true;
  bool running_ = false;
  std::string user_seen_;  ///< The first name that logged in or signed up.
  std::string user_;       ///< The one now.
  std::string room_;
  bool entering_ = false;           ///< A search for the host follows.
  std::optional<Instant> lost_at_;  ///< The connection, without a logout.
  std::optional<std::uint64_t> newest_;
  std::map<std::uint64_t, Stream> streams_;
  std::string keep_alive_;           ///< A peer sends the same each second,
  std::vector<Instant> kept_alive_;  ///< so only the times are kept.
  std::vector<std::pair<Instant, ActivityBody>> as_person_;
  std::vector<std::pair<Instant, ActivityBody>> as_client_;
  std::size_t& bytes_;
};

}  // namespace parley::sim::importing
