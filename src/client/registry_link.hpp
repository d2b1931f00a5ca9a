#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "client/command.hpp"
#include "client/connection.hpp"
#include "client/event.hpp"
#include "client/keep_alives.hpp"
#include "client/options.hpp"
#include "client/pending_requests.hpp"
#include "client/registry_trust.hpp"
#include "ports/timer_queue.hpp"

namespace parley::client {

/// Takes what happens to the link of a person who is logged in.
class LinkHandler {
 public:
  virtual void on_link_lost() = 0;      ///< It is tried again without being asked.
  virtual void on_link_restored() = 0;  ///< It stands and the person is logged in anew.

  /// Nothing more will come; `reason` is empty where the handler of events was told already.
  virtual void on_link_failed(Failed::Why why, const std::string& reason) = 0;

 protected:
  ~LinkHandler() = default;
};

/// The way to the registry: one request, one answer, in order. Nobody logged in: a lost connection is
/// opened again by the next request. Logged in: it is opened again at once, for at most 30 s, and the
/// person logged in; what the person asks meanwhile waits. A connection can die without a word (an address
/// changed, a machine lost its power), and keep-alives are not answered: so a link that rests asks at times.
///
///            open(), ask()         ready
///   kDown ───────────────► kOpening ─────► kUp ──── lost while logged in ───┐
///     ▲                       │ lost        │ ▲                             ▼
///     └───────────────────────┴─── lost ────┘ │                 ┌───── kPausing ◄────┐
///                                             │           pause over                 │
///                                     LOGIN 200│                ▼                    │
///                                             └─ kLoggingIn ◄─ kReopening            │ lost,
///                                                     └────────────┴─────────────────┘ LOGIN 300
///
/// 30 s over in kPausing: on_link_failed().
class RegistryLink final : private ConnectionHandler {
 public:
  /// `events` hears of trust.
  RegistryLink(const ClientPorts& ports, TimerQueue& timers, const PeerOptions& options,
               ClientHandler& events, LinkHandler& handler);

  /// Chooses the registry and connects. `opened` is called in a later turn; error kMalformed: what
  /// answers is not a registry. Not called where trust is refused: that is on_link_failed().
  void open(HostPort registry, std::function<void(Result<void>)> opened);

  /// Asks on behalf of the person, one request at a time. `on_reply` is called once, in a later turn.
  void ask(const wire::Request& request, IfLost if_lost, OnReply on_reply);

  /// Asks before the person's next request. Only while up(), one at a time.
  void ask_internally(const wire::Request& request, OnReply on_reply);

  /// As ask(); on success keep-alives flow.
  void log_in(LogIn credentials, OnReply on_reply);

  /// Says LOGOUT and closes; nothing is called back from here on. LOGOUT goes out where nobody is logged
  /// in as well: an original registry does not notice a connection that only closes.
  void shut_down();

  bool up() const { return state_ == State::kUp; }
  bool chosen() const { return !registry_.host.empty(); }                 ///< Whether there was an open().
  bool closed() const { return state_ == State::kDown && !logged_in(); }  ///< open() may be called.
  bool busy() const { return opened_ || pending_.has(RequestPriority::kUser); }
  bool logged_in() const { return credentials_.has_value(); }
  const UserName& user() const { return credentials_->user; }  ///< Only while logged_in().

 private:
  enum class State : std::uint8_t { kDown, kOpening, kUp, kPausing, kReopening, kLoggingIn };

  bool on_identity(const TlsIdentity& identity) override;
  void on_ready() override;
  void on_answer(wire::Answer answer) override;
  void on_lost(DisconnectReason why, const std::string& reason) override;

  void on_timer();
  void send_next();
  void check_link();
  void complete_log_in(const LogIn& credentials, const Reply& reply, const OnReply& on_reply);
  Result<void> start_keep_alives(const UserName& user);
  void on_lost_logged_out(DisconnectReason why, const std::string& reason);
  void on_lost_logged_in(const std::string& reason);
  void pause(const std::string& reason);
  void retry();
  void log_in_again();
  void complete_log_in_again(const Reply& reply);
  void give_up(const std::string& reason);
  void log(std::string_view event, const std::string& reason);

  LinkHandler& handler_;
  LogSink& log_;
  TimerQueue& timers_;
  HostPort registry_;
  std::optional<std::uint16_t> udp_port_;
  State state_ = State::kDown;
  std::optional<LogIn> credentials_;  ///< Kept while logged in, to do so again.
  std::function<void(Result<void>)> opened_;
  PendingRequests pending_;
  Instant give_up_at_{};
  Duration pause_{};
  RegistryTrust trust_;
  Connection connection_;
  KeepAlives keep_alives_;
  Timer timer_;  ///< kPausing: the next try. Else: the limit of the answer, or the next check.
};

}  // namespace parley::client
