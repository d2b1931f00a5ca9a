#include "client/registry_link.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "ports/log_sink.hpp"

namespace parley::client {
namespace {

Error unavailable(std::string message) { return {ErrorCode::kUnavailable, std::move(message)}; }

/// What a person reads of a loss with nobody logged in.
Error describe(DisconnectReason why, const HostPort& registry, const std::string& reason) {
  if (why == DisconnectReason::kUnreachable) {
    return unavailable("Cannot reach the registry at " + registry.to_string() + ": " + reason);
  }
  if (why == DisconnectReason::kIncompatible) {
    return {ErrorCode::kMalformed,
            "What answers at " + registry.to_string() + " is not a registry: " + reason};
  }
  return unavailable("The connection to the registry broke before it answered. Please try again.");
}

}  // namespace

RegistryLink::RegistryLink(const ClientPorts& ports, TimerQueue& timers, const PeerOptions& options,
                           ClientHandler& events, LinkHandler& handler)
    : handler_(handler),
      log_(ports.log),
      timers_(timers),
      udp_port_(options.registry_udp_port),
      trust_(ports.pins, events, options.require_authority),
      connection_(ports.network, timers, options.dialect, *this),
      keep_alives_(ports.network, timers),
      timer_(timers, [this] { on_timer(); }) {}

void RegistryLink::open(HostPort registry, std::function<void(Result<void>)> opened) {
  PARLEY_CHECK(state_ == State::kDown);
  registry_ = std::move(registry);
  opened_ = std::move(opened);
  state_ = State::kOpening;
  connection_.open(registry_, limits::kOpenTimeout);
}

void RegistryLink::ask(const wire::Request& request, IfLost if_lost, OnReply on_reply) {
  pending_.put(RequestPriority::kUser, make_pending(request, if_lost, std::move(on_reply)));
  if (state_ == State::kDown) return open(registry_, nullptr);
  send_next();
}

void RegistryLink::ask_internally(const wire::Request& request, OnReply on_reply) {
  PARLEY_CHECK(up());
  pending_.put(RequestPriority::kInternal, make_pending(request, IfLost::kFail, std::move(on_reply)));
  send_next();
}

void RegistryLink::log_in(LogIn credentials, OnReply on_reply) {
  const wire::Login login{credentials.user, credentials.secret, credentials.port};
  ask(login, IfLost::kFail,
      [this, credentials = std::move(credentials), on_reply = std::move(on_reply)](const Reply& reply) {
        complete_log_in(credentials, reply, on_reply);
      });
}

void RegistryLink::complete_log_in(const LogIn& credentials, const Reply& reply, const OnReply& on_reply) {
  if (!reply || reply->status != wire::Status::kSuccess) return on_reply(reply);
  if (const auto started = start_keep_alives(credentials.user); !started) {
    connection_.send(wire::encode(wire::Logout{credentials.user.text()}));
    connection_.close();
    state_ = State::kDown;
    return on_reply(unavailable("No keep-alives can be sent: " + started.error().message));
  }
  credentials_ = credentials;
  on_reply(reply);
}

Result<void> RegistryLink::start_keep_alives(const UserName& user) {
  const Endpoint registry{connection_.remote_address(), udp_port_.value_or(connection_.udp_port())};
  return keep_alives_.start(user, registry, connection_.keep_alive_interval());
}

void RegistryLink::shut_down() {
  if (connection_.ready()) {
    connection_.send(wire::encode(wire::Logout{logged_in() ? credentials_->user.text() : std::string()}));
  }
  connection_.close();
  keep_alives_.stop();
  timer_.cancel();
  pending_.clear();
  opened_ = nullptr;
  credentials_.reset();
  state_ = State::kDown;
}

bool RegistryLink::on_identity(const TlsIdentity& identity) { return trust_.accepts(registry_, identity); }

void RegistryLink::on_ready() {
  log("connected", {});
  if (state_ == State::kReopening) return log_in_again();
  state_ = State::kUp;
  if (opened_) std::exchange(opened_, nullptr)({});
  send_next();
}

void RegistryLink::send_next() {
  if (state_ != State::kUp && state_ != State::kLoggingIn) return;
  const auto* request = pending_.start_next(state_ == State::kLoggingIn);
  if (request != nullptr) {
    connection_.send(request->message);
    timer_.expire_after(request->time_limit);
  } else if (up() && logged_in() && !timer_.armed()) {
    timer_.expire_after(limits::kLinkCheckPause);
  }
}

/// Any answer shows that the connection lives; this one also that its session does.
void RegistryLink::check_link() {
  ask_internally(wire::SearchUser{user()}, [this](const Reply& reply) {
    if (!reply || reply->status == wire::Status::kSuccess || reply->status == wire::Status::kStoreFailed)
      return;
    connection_.close();
    on_lost(DisconnectReason::kBroken, "it has ended the session");
  });
}

void RegistryLink::on_answer(wire::Answer answer) {
  const auto* sent = pending_.sent();
  if (sent == nullptr) return log("unasked answer", std::string(wire::text_of(answer.verb)));
  if (answer.verb != sent->answer && answer.verb != wire::Verb::kError) {
    connection_.close();
    return on_lost(DisconnectReason::kBroken, "it answered another question than was asked");
  }
  timer_.cancel();
  const auto request = pending_.take_sent();
  request->on_reply(std::move(answer));
  send_next();
}

void RegistryLink::on_timer() {
  if (state_ == State::kPausing) return retry();
  if (pending_.sent() == nullptr) return check_link();
  connection_.close();
  on_lost(DisconnectReason::kBroken, "it did not answer in time");
}

void RegistryLink::on_lost(DisconnectReason why, const std::string& reason) {
  log("connection lost", reason);
  timer_.cancel();
  keep_alives_.pause();
  if (why == DisconnectReason::kUntrusted) {
    state_ = State::kDown;
    const auto line = "The registry at " + registry_.to_string() + " is not trusted: " + reason;
    return handler_.on_link_failed(Failed::Why::kUntrusted, reason.empty() ? std::string() : line);
  }
  if (logged_in()) return on_lost_logged_in(reason);
  on_lost_logged_out(why, reason);
}

void RegistryLink::on_lost_logged_out(DisconnectReason why, const std::string& reason) {
  state_ = State::kDown;
  const auto error = describe(why, registry_, reason);
  if (opened_) return std::exchange(opened_, nullptr)(error);
  if (const auto request = pending_.take(RequestPriority::kUser)) request->on_reply(error);
}

void RegistryLink::on_lost_logged_in(const std::string& reason) {
  const bool was_up = up();
  const auto broken = pending_.take_interrupted();
  if (was_up) {
    give_up_at_ = timers_.now() + limits::kRestoreWindow;
    pause_ = limits::kFirstRetryPause;
    state_ = State::kPausing;
    handler_.on_link_lost();
    if (!logged_in()) return;
  }
  if (broken) {
    broken->on_reply(unavailable("The connection broke before the registry answered. Please try again."));
  }
  if (logged_in()) pause(reason);
}

void RegistryLink::pause(const std::string& reason) {
  const auto left = give_up_at_ - timers_.now();
  if (left <= Duration::zero()) return give_up(reason);
  state_ = State::kPausing;
  timer_.expire_after(std::min(pause_, left));
  pause_ = std::min(2 * pause_, limits::kLongestRetryPause);
}

void RegistryLink::retry() {
  const auto left = give_up_at_ - timers_.now();
  if (left <= Duration::zero()) return give_up("it does not answer");
  state_ = State::kReopening;
  connection_.open(registry_, std::min(left, limits::kOpenTimeout));
}

void RegistryLink::log_in_again() {
  state_ = State::kLoggingIn;
  const wire::Login login{credentials_->user, credentials_->secret, credentials_->port};
  pending_.put(RequestPriority::kInternal, make_pending(login, IfLost::kFail, [this](const Reply& reply) {
                 complete_log_in_again(reply);
               }));
  send_next();
}

void RegistryLink::complete_log_in_again(const Reply& reply) {
  if (!reply) return;  // The connection broke once more: on_lost_logged_in() goes on.
  if (reply->status == wire::Status::kSuccess) {
    if (const auto started = start_keep_alives(user()); !started) return give_up(started.error().message);
    state_ = State::kUp;
    return handler_.on_link_restored();
  }
  if (reply->status == wire::Status::kNotFound) return give_up("it no longer takes this log-in");
  connection_.close();
  pause(reply->status == wire::Status::kAlready ? "the account is online elsewhere"
                                                : std::string(refusal(reply->status)));
}

void RegistryLink::give_up(const std::string& reason) {
  handler_.on_link_failed(Failed::Why::kUnreachable, "The connection to the registry at " +
                                                         registry_.to_string() + " is lost: " + reason);
}

void RegistryLink::log(std::string_view event, const std::string& reason) {
  if (!log_.keeps(LogLevel::kInfo)) return;
  auto line = "registry " + registry_.to_string() + ": " + std::string(event);
  if (!reason.empty()) line += ": " + reason;
  log_.write(LogLevel::kInfo, line);
}

}  // namespace parley::client
