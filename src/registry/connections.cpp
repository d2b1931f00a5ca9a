#include "registry/connections.hpp"

#include <algorithm>
#include <utility>

#include "registry/log_line.hpp"
#include "registry/request_router.hpp"
#include "registry/sessions.hpp"

namespace parley::registry {

Connections::Connections(TimerQueue& timers, LogSink& log, const RegistryLimits& limits, Sessions& sessions,
                         RequestRouter& router, OnEnd on_end)
    : log_(log),
      limits_(limits),
      sessions_(sessions),
      router_(router),
      on_end_(std::move(on_end)),
      quota_(timers, log, limits),
      arrivals_(timers, limits.anonymous_timeout,
                [this](ConnectionId id) { end(id, ConnectionEnd::kNoLogin); }),
      stalled_(timers, limits.stalled_write_timeout, [this](ConnectionId id) { on_stalled(id); }),
      next_round_(timers, [this] { serve_queued(); }) {}

void Connections::open() {
  const Turn turn(*this);
  open_ = true;
  for (auto next = connections_.begin(); next != connections_.end();) {
    Connection& connection = (next++)->second;  // pump() may end it.
    connection.set_state(Connection::State::kReady);
    pump(connection);
  }
}

bool Connections::admits(const Endpoint& remote) const {
  if (!quota_.admits(remote.address)) return false;
  return connections_.size() < limits_.sessions || !arrivals_.empty();
}

void Connections::on_accept(std::unique_ptr<Stream> stream) {
  const Turn turn(*this);
  if (!admits(stream->remote()) || !evict_if_full()) return;  // Others came while it shook hands.
  quota_.add(stream->remote().address);
  const ConnectionId id{++last_id_};
  Connections& owner = *this;
  Connection& connection = connections_.try_emplace(id, id, std::move(stream), limits_, owner).first->second;
  if (!open_) connection.set_state(Connection::State::kWorking);
  arrivals_.add(connection.arrival, id);
  mark_unsent(connection);
}

bool Connections::evict_if_full() {
  if (connections_.size() < limits_.sessions) return true;
  if (arrivals_.empty()) {
    log_line(log_, LogLevel::kWarning, {"a connection is refused: all places are taken"});
    return false;
  }
  end(arrivals_.oldest(), ConnectionEnd::kEvicted);
  return true;
}

Connection* Connections::find(ConnectionId id) {
  const auto place = connections_.find(id);
  return place == connections_.end() ? nullptr : &place->second;
}

void Connections::on_record(Connection& connection, std::string_view record) {
  const Turn turn(*this);
  if (connection.state() == Connection::State::kEnded) return;
  if (connection.has_session()) sessions_.heard(connection.session());
  connection.inbox().feed(record);
  pump(connection);
}

void Connections::on_drained(Connection& connection) {
  const Turn turn(*this);
  stalled_.remove(connection.stall);
  if (connection.state() != Connection::State::kBlocked) return;
  connection.set_state(Connection::State::kReady);
  pump(connection);
}

void Connections::complete(Connection& connection, const wire::Answer& answer) {
  const Turn turn(*this);
  connection.set_state(Connection::State::kReady);
  connection.answer(answer);
  pump(connection);
}

bool Connections::push(Connection& connection, std::string_view line) {
  if (connection.dialect() == wire::Dialect::kV1) return false;
  if (connection.state() == Connection::State::kEnded) return false;
  const Turn turn(*this);
  connection.push(line);
  flush_later(connection);
  return true;
}

void Connections::pump(Connection& connection) {
  if (!connection.queued) serve(connection);
  if (connection.state() != Connection::State::kEnded) flush_later(connection);
}

/// Gives out the messages of a connection, up to its share of a turn.
void Connections::serve(Connection& connection) {
  const auto most = connection.answered() + static_cast<std::int64_t>(limits_.answer_bytes_per_turn);
  for (std::size_t given = 0; can_proceed(connection); ++given) {
    const bool spent = given >= limits_.messages_per_turn || connection.answered() >= most;
    if (spent && connection.inbox().buffered() > 0) return queue(connection);
    if (const auto message = connection.inbox().next()) {
      if (const auto answer = router_.route(connection, *message)) connection.answer(*answer);
      continue;
    }
    if (!connection.inbox().overflowed()) return;
    connection.answer({wire::Verb::kError, wire::Status::kMalformed, ""});
    end(connection, ConnectionEnd::kTooLong);
  }
}

void Connections::queue(Connection& connection) {
  connection.queued = true;
  queue_.push_back(connection.id());
  if (!next_round_.armed()) next_round_.expire_after(Duration::zero());
}

void Connections::serve_queued() {
  const Turn turn(*this);
  const std::size_t round = std::min(queue_.size(), limits_.turns_per_round);
  for (std::size_t i = 0; i < round; ++i) {
    Connection* next = find(queue_.front());
    queue_.pop_front();
    if (next == nullptr) continue;
    next->queued = false;
    pump(*next);
  }
  if (!queue_.empty()) next_round_.expire_after(Duration::zero());
}

/// Whether the connection may give out its next message now.
bool Connections::can_proceed(Connection& connection) {
  if (connection.state() != Connection::State::kReady) return false;
  if (connection.unsent() <= limits_.unsent_bytes) return true;
  connection.flush();
  if (connection.unsent() <= limits_.unsent_bytes) return true;
  connection.set_state(Connection::State::kBlocked);
  return false;
}

void Connections::flush_later(Connection& connection) {
  if (std::exchange(connection.unflushed, true)) return;
  unflushed_.push_back(&connection);
}

void Connections::flush(Connection& connection) {
  connection.unflushed = false;
  if (connection.state() == Connection::State::kEnded) return;
  connection.flush();
  connection.update_reading();
  mark_unsent(connection);
}

void Connections::end_turn() {
  for (std::size_t i = 0; i < unflushed_.size(); ++i) flush(*unflushed_[i]);
  unflushed_.clear();
  ended_.clear();
}

/// Watches a connection that leaves answers lying, from when it does so.
void Connections::mark_unsent(Connection& connection) {
  if (connection.stall.queued() || connection.unsent() == 0) return;
  connection.taken_at_mark = connection.taken();
  stalled_.add(connection.stall, connection.id());
}

void Connections::on_stalled(ConnectionId id) {
  const Turn turn(*this);
  Connection* connection = find(id);
  if (connection == nullptr || connection->unsent() == 0) return;
  if (connection->taken() <= connection->taken_at_mark) return end(*connection, ConnectionEnd::kStalled);
  mark_unsent(*connection);
}

void Connections::end(ConnectionId id, ConnectionEnd cause) {
  if (Connection* connection = find(id)) end(*connection, cause);
}

void Connections::end(Connection& connection, ConnectionEnd cause) {
  if (connection.state() == Connection::State::kEnded) return;
  const Turn turn(*this);
  connection.set_state(Connection::State::kEnded);
  arrivals_.remove(connection.arrival);
  stalled_.remove(connection.stall);
  quota_.remove(connection.remote().address);
  on_end_(connection, cause);
  if (cause != ConnectionEnd::kLost) {
    connection.flush();
    connection.stream().close();
  }
  ended_.push_back(connections_.extract(connection.id()));
}

void Connections::end_all(ConnectionEnd cause) {
  const Turn turn(*this);
  while (!connections_.empty()) end(connections_.begin()->second, cause);
}

}  // namespace parley::registry
