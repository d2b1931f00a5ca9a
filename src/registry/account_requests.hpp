#pragma once

#include "registry/reply.hpp"
#include "wire/request.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

class Accounts;
class Presence;
class Session;
class Sessions;

/// REGISTER, LOGIN and LOGOUT.
class AccountRequests {
 public:
  AccountRequests(Sessions& sessions, Accounts& accounts, Presence& presence, LogSink& log)
      : sessions_(sessions), accounts_(accounts), presence_(presence), log_(log) {}

  Reply handle(Session& session, const wire::Register& request);
  Reply handle(Session& session, const wire::Login& request);
  Reply handle(Session& session, const wire::Logout& request);

 private:
  wire::Status log_in(Session& session, const UserName& user, std::uint16_t peer_port);
  void log_refusal(const Session& session, const UserName& user);

  Sessions& sessions_;
  Accounts& accounts_;
  Presence& presence_;
  LogSink& log_;
};

}  // namespace parley::registry
