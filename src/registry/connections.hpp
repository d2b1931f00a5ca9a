#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "ports/network.hpp"
#include "ports/timer_queue.hpp"
#include "registry/connection.hpp"
#include "registry/network_quota.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

class RequestRouter;
class Sessions;

/// All connections: accepts them, gives their messages to the router one by one in order, and ends each
/// exactly once. Keeps the bounds: their number, the time without a login, and answers that nobody takes.
/// What a turn puts out, to whomever, is flushed when the turn is over.
/// Nobody can keep the others waiting: a connection that has given out so many messages in a turn, or was
/// answered so many bytes, goes to the end of a queue. Between the rounds of that, the loop hears everybody.
class Connections final : public ListenHandler {
 public:
  /// Called once for each connection that ends, before it closes.
  using OnEnd = std::function<void(Connection&, ConnectionEnd)>;

  /// A turn in which connections are used: what ended is destroyed when the outermost is over, no earlier.
  class Turn;

  Connections(TimerQueue& timers, LogSink& log, const RegistryLimits& limits, Sessions& sessions,
              RequestRouter& router, OnEnd on_end);

  /// Until open() no message is given out: connections wait as if for an outcome.
  void open();

  /// While there is a place, or somebody without a session to make room, in all and for that address.
  bool admits(const Endpoint& remote) const override;
  void on_accept(std::unique_ptr<Stream> stream) override;

  /// From a connection's stream.
  void on_record(Connection& connection, std::string_view record);
  void on_drained(Connection& connection);

  /// Whose request waits for an outcome, if it is still there.
  Connection* find(ConnectionId id);

  /// Answers the request that a connection waited for, and goes on with those behind it.
  void complete(Connection& connection, const wire::Answer& answer);

  /// Writes a line to a v2 client that need not have asked anything. False for a v1 client, which would take
  /// it for an answer.
  bool push(Connection& connection, std::string_view line);

  /// Somebody logged in: the connection no longer counts as without a session.
  void mark_authenticated(Connection& connection) { arrivals_.remove(connection.arrival); }

  /// Ends a connection, unless it has ended. It stays valid until the present turn is over.
  void end(Connection& connection, ConnectionEnd cause);
  void end(ConnectionId id, ConnectionEnd cause);
  void end_all(ConnectionEnd cause);

  std::size_t size() const { return connections_.size(); }

 private:
  using Table = std::map<ConnectionId, Connection>;

  void on_stalled(ConnectionId id);
  bool evict_if_full();
  void pump(Connection& connection);
  void serve(Connection& connection);
  void queue(Connection& connection);
  void serve_queued();
  bool can_proceed(Connection& connection);
  void flush_later(Connection& connection);
  void flush(Connection& connection);
  void mark_unsent(Connection& connection);
  void end_turn();

  LogSink& log_;
  const RegistryLimits& limits_;
  Sessions& sessions_;
  RequestRouter& router_;
  OnEnd on_end_;
  NetworkQuota quota_;
  IdleQueue arrivals_;  ///< Connections without a session, oldest first.
  IdleQueue stalled_;   ///< Connections with unsent answers.
  Table connections_;
  std::deque<ConnectionId> queue_;       ///< Those with messages left when their share of a turn was over,
  Timer next_round_;                     ///< and when the first of them have another.
  std::vector<Connection*> unflushed_;   ///< Which may have something to send when the turn is over.
  std::vector<Table::node_type> ended_;  ///< Ended in this turn, perhaps by their own callbacks.
  std::uint64_t last_id_ = 0;
  int turn_depth_ = 0;
  bool open_ = false;
};

class Connections::Turn {
 public:
  explicit Turn(Connections& connections) : connections_(connections) { ++connections_.turn_depth_; }
  ~Turn() {
    if (connections_.turn_depth_ == 1) connections_.end_turn();
    --connections_.turn_depth_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Connections& connections_;
};

}  // namespace parley::registry
