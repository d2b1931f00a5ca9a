#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <unordered_set>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "registry/idle_queue.hpp"

namespace parley::registry {

/// Somebody who is logged in, on a connection that stands.
struct Session {
  Session(const UserName& user, const Endpoint& at, ConnectionId on)
      : name(user), endpoint(at), connection(on) {}

  UserName name;      ///< As typed at sign-up.
  Endpoint endpoint;  ///< The address seen, with the port announced.
  ConnectionId connection;
  std::unique_ptr<const UserName> host_named;  ///< By the last JOIN, until the next search.
  Instant since{};                             ///< When the log-in was granted.
  IdleQueue::Entry idle;                       ///< Touched whenever something is heard.
};

/// Who is online: the table of sessions, one for a user at most. Reports a session of which nothing was heard
/// for as long as the keep-alive time-out. To hear of somebody takes constant time and moves no timer.
class Sessions {
 public:
  Sessions(TimerQueue& timers, Duration timeout, std::function<void(ConnectionId)> on_silent)
      : idle_queue_(timers, timeout, std::move(on_silent)) {}

  /// The new entry, at a stable address until log_out(); nothing where the user is online already.
  Session* log_in(const UserName& user, const Endpoint& endpoint, ConnectionId connection);
  void log_out(const UserName& user);

  /// Anything that came over the user's own connection.
  void heard(Session& session) { idle_queue_.touch(session.idle); }

  /// A datagram that says it is from `user`: believed only from the address of that user's connection.
  bool heard_from(const UserName& user, const IpAddress& address);

  const Session* find(const UserName& user) const;
  std::size_t size() const { return by_name_.size(); }
  const std::list<Session>& in_order() const { return in_order_; }  ///< In order of login.
  std::uint64_t revision() const { return revision_; }              ///< Rises with each log-in and log-out.

 private:
  using Place = std::list<Session>::iterator;

  /// Finds a place by the name that stands there, so that the name is kept once.
  struct ByName {
    using is_transparent = void;
    std::size_t operator()(const UserName& name) const { return hash_of(name); }
    std::size_t operator()(const Place& place) const { return hash_of(place->name); }
    bool operator()(const Place& a, const Place& b) const { return a->name == b->name; }
    bool operator()(const UserName& a, const Place& b) const { return a == b->name; }
    bool operator()(const Place& a, const UserName& b) const { return a->name == b; }
  };

  IdleQueue idle_queue_;
  std::list<Session> in_order_;
  std::unordered_set<Place, ByName, ByName> by_name_;
  std::uint64_t revision_ = 0;
};

}  // namespace parley::registry
