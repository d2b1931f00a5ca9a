#include "registry/account_requests.hpp"

#include "registry/accounts.hpp"
#include "registry/log_line.hpp"
#include "registry/presence.hpp"
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

}  // namespace

Reply AccountRequests::handle(Session& session, const wire::Register& request) {
  const auto done = [this, id = session.id(), user = request.user](Accounts::SignUpResult outcome) {
    if (outcome == Accounts::SignUpResult::kDone)
      log_line(log_, LogLevel::kInfo, {"account made: ", user.text()});
    if (Session* waiting = sessions_.find(id)) {
      sessions_.complete(*waiting, {Verb::kRegister, status_of(outcome), {}});
    }
  };
  if (!accounts_.sign_up(request.user, request.secret, done))
    return reply(Verb::kRegister, Status::kSlowDown);
  session.set_state(Session::State::kWorking);
  return std::nullopt;
}

Reply AccountRequests::handle(Session& session, const wire::Login& request) {
  if (session.is_online()) {
    const bool same = session.user() == request.user;
    return reply(Verb::kAuth, same ? Status::kAlready : Status::kNotYours);
  }
  const auto done = [this, id = session.id(), user = request.user,
                     port = request.peer_port](const Accounts::AccountResult& account) {
    Session* waiting = sessions_.find(id);
    if (waiting == nullptr) return;
    if (account && !*account) log_refusal(*waiting, user);
    const Status status = !account    ? Status::kStoreFailed
                          : !*account ? Status::kNotFound
                                      : log_in(*waiting, **account, port);
    sessions_.complete(*waiting, {Verb::kAuth, status, {}});
  };
  if (!accounts_.authenticate(request.user, request.secret, done))
    return reply(Verb::kAuth, Status::kSlowDown);
  session.set_state(Session::State::kWorking);
  return std::nullopt;
}

Status AccountRequests::log_in(Session& session, const UserName& user, std::uint16_t peer_port) {
  const Endpoint endpoint{session.remote().address, peer_port};
  OnlineUser* entry = presence_.log_in(user, endpoint, session.id());
  if (entry == nullptr) return Status::kAlready;
  session.log_in(*entry);
  sessions_.mark_authenticated(session);
  if (log_.keeps(LogLevel::kInfo)) {
    log_line(log_, LogLevel::kInfo, {"login: ", user.text(), " at ", endpoint.to_string()});
  }
  return Status::kSuccess;
}

void AccountRequests::log_refusal(const Session& session, const UserName& user) {
  if (!log_.keeps(LogLevel::kWarning)) return;
  log_line(log_, LogLevel::kWarning,
           {"login of ", user.text(), " refused to ", session.remote().address.to_string()});
}

Reply AccountRequests::handle(Session& session, const wire::Logout& request) {
  if (session.is_online() && !request.user.empty()) {
    const auto named = UserName::parse(request.user);
    if (!named || *named != session.user()) return reply(Verb::kLogout, Status::kNotYours);
  }
  sessions_.end(session, SessionEnd::kLoggedOut);
  return std::nullopt;
}

}  // namespace parley::registry
