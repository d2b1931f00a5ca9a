#include "registry/registry.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "ports/entropy.hpp"
#include "ports/network.hpp"
#include "registry/accounts.hpp"
#include "registry/connections.hpp"
#include "registry/log_line.hpp"
#include "registry/pending_work.hpp"
#include "registry/request_router.hpp"
#include "registry/room_commits.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "wire/keep_alive.hpp"

namespace parley::registry {
namespace {

wire::HelloDetails hello_of(const RegistryOptions& options) {
  wire::HelloDetails hello;
  hello.keep_alive_timeout = options.limits.keep_alive_timeout;
  hello.keep_alive_interval =
      std::min(options.limits.keep_alive_interval, options.limits.keep_alive_timeout / 3);
  hello.line_bytes = options.limits.line_bytes;
  return hello;
}

std::string_view text_of(ConnectionEnd cause) {
  switch (cause) {
    case ConnectionEnd::kLoggedOut:
      return "logged out";
    case ConnectionEnd::kLost:
      return "connection closed";
    case ConnectionEnd::kTimedOut:
      return "no keep-alive in time";
    case ConnectionEnd::kNoLogin:
      return "nobody logged in";
    case ConnectionEnd::kEvicted:
      return "its place was needed";
    case ConnectionEnd::kStalled:
      return "took no answers";
    case ConnectionEnd::kTooLong:
      return "message too long";
    case ConnectionEnd::kShutdown:
      break;
  }
  return "shutdown";
}

}  // namespace

/// Owns the managers and routes between them.
class Registry::Core final : private DatagramHandler {
 public:
  Core(const RegistryPorts& ports, const RegistryOptions& options);

  Result<void> start(std::function<void(Result<void>)> ready);
  void stop(std::function<void()> stopped);

  Endpoint tcp_endpoint() const { return tcp_; }
  Endpoint udp_endpoint() const { return udp_; }
  const Rooms& rooms() const { return rooms_; }
  const Sessions& sessions() const { return sessions_; }

 private:
  void load_rooms(std::function<void(Result<void>)> ready);
  void open();
  void log_end(const Connection& connection, ConnectionEnd cause);

  void on_end(Connection& connection, ConnectionEnd cause);
  void on_datagram(const Endpoint& from, std::string_view bytes) override;

  RegistryPorts ports_;
  const RegistryLimits limits_;
  Endpoint tcp_;
  Endpoint udp_;
  TimerQueue timers_;
  PendingWork store_work_;
  Rooms rooms_;
  RoomCommits commits_;
  Accounts accounts_;
  Sessions sessions_;
  Connections connections_;
  AccountRequests account_requests_;
  PresenceRequests presence_requests_;
  RoomRequests room_requests_;
  RequestRouter router_;
  Timer return_window_;  ///< While armed, places are held for those who were in a room before a restart.
  std::unique_ptr<Listener> listener_;
  std::unique_ptr<Datagram> keep_alives_;
  bool stopping_ = false;
};

Registry::Core::Core(const RegistryPorts& ports, const RegistryOptions& options)
    : ports_(ports),
      limits_(options.limits),
      tcp_(options.tcp),
      udp_(options.udp),
      timers_(ports.clock),
      rooms_(ports.clock, limits_),
      commits_(ports.store, rooms_, store_work_, ports.log),
      accounts_(ports.clock, ports.store, ports.hasher, store_work_, ports.log, limits_,
                [this](ConnectionId id) { return connections_.find(id) != nullptr; }),
      sessions_(timers_, limits_.keep_alive_timeout,
                [this](ConnectionId id) { connections_.end(id, ConnectionEnd::kTimedOut); }),
      connections_(timers_, ports.log, limits_, sessions_, router_,
                   [this](Connection& connection, ConnectionEnd cause) { on_end(connection, cause); }),
      account_requests_(connections_, accounts_, sessions_, ports.log),
      presence_requests_(connections_, accounts_, sessions_, rooms_),
      room_requests_(connections_, rooms_, commits_, ports.log),
      router_(hello_of(options), account_requests_, presence_requests_, room_requests_),
      return_window_(timers_, [this] { room_requests_.drop_absent(); }) {}

Result<void> Registry::Core::start(std::function<void(Result<void>)> ready) {
  if (auto checked = check_limits(limits_); !checked) return checked;
  auto listener = ports_.network.listen(tcp_, connections_);
  if (!listener) return listener.error();
  auto keep_alives = ports_.network.open_datagram(udp_, *this);
  if (!keep_alives) return keep_alives.error();
  listener_ = *std::move(listener);
  keep_alives_ = *std::move(keep_alives);
  tcp_ = listener_->local();
  udp_ = keep_alives_->local();
  router_.set_udp_port(udp_.port);
  accounts_.prepare(ports_.entropy, [this, ready = std::move(ready)](Result<void> prepared) {
    if (stopping_) return;
    if (!prepared) return ready(prepared);
    load_rooms(ready);
  });
  return {};
}

void Registry::Core::load_rooms(std::function<void(Result<void>)> ready) {
  commits_.load([this, ready = std::move(ready)](const Result<void>& loaded) {
    if (stopping_) return;
    if (loaded) open();
    ready(loaded);
  });
}

void Registry::Core::open() {
  if (!rooms_.in_order().empty()) return_window_.expire_after(limits_.return_window);
  connections_.open();
}

void Registry::Core::stop(std::function<void()> stopped) {
  stopping_ = true;
  listener_.reset();
  keep_alives_.reset();
  return_window_.cancel();
  accounts_.close();
  connections_.end_all(ConnectionEnd::kShutdown);
  store_work_.when_none(std::move(stopped));
}

void Registry::Core::on_end(Connection& connection, ConnectionEnd cause) {
  log_end(connection, cause);
  accounts_.cancel(connection.id());
  if (!connection.has_session()) return;
  // After a shutdown people come back to the rooms they were in.
  if (cause != ConnectionEnd::kShutdown) room_requests_.leave(connection.user());
  sessions_.log_out(connection.user());
  connection.set_session(nullptr);
}

void Registry::Core::log_end(const Connection& connection, ConnectionEnd cause) {
  if (connection.has_session()) {
    log_line(ports_.log, LogLevel::kInfo, {"logout: ", connection.user().text(), ", ", text_of(cause)});
    return;
  }
  const bool usual = cause == ConnectionEnd::kLoggedOut || cause == ConnectionEnd::kLost ||
                     cause == ConnectionEnd::kShutdown;
  const auto level = usual ? LogLevel::kDebug : LogLevel::kWarning;
  if (!ports_.log.keeps(level)) return;
  log_line(ports_.log, level, {"connection of ", connection.remote().to_string(), " ends: ", text_of(cause)});
}

void Registry::Core::on_datagram(const Endpoint& from, std::string_view bytes) {
  const auto keep_alive = wire::decode_keep_alive(bytes);
  if (keep_alive && sessions_.heard_from(keep_alive->user, from.address)) return;
  if (!ports_.log.keeps(LogLevel::kDebug)) return;
  log_line(ports_.log, LogLevel::kDebug, {"datagram of ", from.to_string(), " means nothing"});
}

Registry::Registry(const RegistryPorts& ports, const RegistryOptions& options)
    : core_(std::make_unique<Core>(ports, options)) {}

Registry::~Registry() = default;

Result<void> Registry::start(std::function<void(Result<void>)> ready) {
  return core_->start(std::move(ready));
}

void Registry::stop(std::function<void()> stopped) { core_->stop(std::move(stopped)); }

Endpoint Registry::tcp_endpoint() const { return core_->tcp_endpoint(); }
Endpoint Registry::udp_endpoint() const { return core_->udp_endpoint(); }
const Rooms& Registry::rooms() const { return core_->rooms(); }
const Sessions& Registry::sessions() const { return core_->sessions(); }

}  // namespace parley::registry
