#include "registry/requests.hpp"

#include "registry/accounts.hpp"
#include "registry/connections.hpp"
#include "registry/log_line.hpp"
#include "registry/sessions.hpp"

namespace parley::registry {
namespace {

using wire::Status;
using wire::Verb;

Status status_of(Accounts::SignUpResult outcome) {
  switch (outcome) {
    case Accounts::SignUpResult::kDone:
      return Status::kSuccess;
    case Accounts::SignUpResult::kExists:
      return Status::kAlready;
    case Accounts::SignUpResult::kFailed:
      break;
  }
  return Status::kStoreFailed;
}

Asker asker(const Connection& connection) { return {connection.id(), connection.remote().address}; }

}  // namespace

Reply AccountRequests::handle(Connection& connection, const wire::Register& request) {
  const auto done = [this, id = connection.id(), user = request.user](Accounts::SignUpResult outcome) {
    if (outcome == Accounts::SignUpResult::kDone)
      log_line(log_, LogLevel::kInfo, {"account made: ", user.text()});
    if (Connection* waiting = connections_.find(id)) {
      connections_.complete(*waiting, {Verb::kRegister, status_of(outcome), {}});
    }
  };
  if (!accounts_.sign_up(asker(connection), request.user, request.secret, done))
    return reply(Verb::kRegister, Status::kSlowDown);
  connection.set_state(Connection::State::kWorking);
  return std::nullopt;
}

Reply AccountRequests::handle(Connection& connection, const wire::Login& request) {
  if (connection.has_session()) {
    const bool same = connection.user() == request.user;
    return reply(Verb::kAuth, same ? Status::kAlready : Status::kNotYours);
  }
  const auto done = [this, id = connection.id(), user = request.user,
                     port = request.peer_port](const Accounts::AccountResult& account) {
    Connection* waiting = connections_.find(id);
    if (waiting == nullptr) return;
    if (account && !*account) log_refusal(*waiting, user);
    const Status status = !account    ? Status::kStoreFailed
                          : !*account ? Status::kNotFound
                                      : log_in(*waiting, **account, port);
    connections_.complete(*waiting, {Verb::kAuth, status, {}});
  };
  if (!accounts_.authenticate(asker(connection), request.user, request.secret, done))
    return reply(Verb::kAuth, Status::kSlowDown);
  connection.set_state(Connection::State::kWorking);
  return std::nullopt;
}

Status AccountRequests::log_in(Connection& connection, const UserName& user, std::uint16_t peer_port) {
  const Endpoint endpoint{connection.remote().address, peer_port};
  Session* entry = sessions_.log_in(user, endpoint, connection.id());
  if (entry == nullptr) return Status::kAlready;
  connection.set_session(entry);
  connections_.mark_authenticated(connection);
  if (log_.keeps(LogLevel::kInfo)) {
    log_line(log_, LogLevel::kInfo, {"login: ", user.text(), " at ", endpoint.to_string()});
  }
  return Status::kSuccess;
}

void AccountRequests::log_refusal(const Connection& connection, const UserName& user) {
  if (!log_.keeps(LogLevel::kWarning)) return;
  log_line(log_, LogLevel::kWarning,
           {"login of ", user.text(), " refused to ", connection.remote().address.to_string()});
}

Reply AccountRequests::handle(Connection& connection, const wire::Logout& request) {
  if (connection.has_session() && !request.user.empty()) {
    const auto named = UserName::parse(request.user);
    if (!named || *named != connection.user()) return reply(Verb::kLogout, Status::kNotYours);
  }
  connections_.end(connection, ConnectionEnd::kLoggedOut);
  return std::nullopt;
}

}  // namespace parley::registry
