#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/endpoint.hpp"
#include "client/answer_reader.hpp"
#include "ports/stream.hpp"
#include "ports/timer_queue.hpp"
#include "wire/answer.hpp"
#include "wire/hello.hpp"

namespace parley {
class Network;
}

namespace parley::client {

/// Why a connection is gone.
enum class DisconnectReason : std::uint8_t {
  kUnreachable,   ///< It never stood.
  kBroken,        ///< It stood, and does no longer.
  kUntrusted,     ///< The other end is not who it should be.
  kIncompatible,  ///< The other end does not speak as a registry does.
};

/// Takes what happens on a Connection. The handler may close and open it from within each call.
class ConnectionHandler {
 public:
  /// Whether to talk to who shows this identity.
  virtual bool on_identity(const TlsIdentity& identity) = 0;

  /// Greetings are exchanged: requests may be sent.
  virtual void on_ready() = 0;

  virtual void on_answer(wire::Answer answer) = 0;

  /// The connection is gone. Not called after our own close().
  virtual void on_lost(DisconnectReason why, const std::string& reason) = 0;

 protected:
  ~ConnectionHandler() = default;
};

/// One connection to the registry at a time, from the look-up of the host to its end:
///
///   kClosed ── open() ──► kOpening ── TLS, trusted ──► kGreeting ──► kHello ──► kReady
///      ▲                     │                             │  (v2)      │         │
///      └── close(), lost ────┴─────────────────────────────┴────────────┴─────────┘
///
/// It says HELLO at once and waits for the greeting; as v2 also for the HELLO answer. A registry that
/// gives none within kHelloTimeout is an original one: from there on v1 is spoken, with the LF kept
/// behind each request, so that a slow v2 registry still understands, and an original takes it as white
/// space.
class Connection final : private StreamHandler {
 public:
  Connection(Network& network, TimerQueue& timers, wire::Dialect dialect, ConnectionHandler& handler);

  /// Connects; no greeting within `time_limit` is a loss.
  void open(const HostPort& registry, Duration time_limit);

  /// Ends it in order; what was sent still leaves.
  void close();

  /// Sends one message; only while ready().
  void send(std::string_view message);

  bool ready() const { return phase_ == Phase::kReady; }
  IpAddress remote_address() const { return stream_->remote().address; }  ///< Only while ready().

  /// Where and how often the registry wants keep-alives.
  std::uint16_t udp_port() const { return udp_port_; }
  Duration keep_alive_interval() const { return keep_alive_interval_; }

 private:
  enum class Phase : std::uint8_t { kClosed, kOpening, kGreeting, kHello, kReady };

  void on_open(const TlsIdentity& identity) override;
  void on_record(std::string_view bytes) override;
  void on_drained() override {}
  void on_close(CloseCause cause, const std::string& reason) override;

  void on_time_limit();
  void take_greeting();
  void take_message(std::string_view message);
  void take_hello(const wire::Answer& answer);
  void become_ready();
  void disconnect(DisconnectReason why, const std::string& reason);
  void forget();

  Network& network_;
  ConnectionHandler& handler_;
  wire::Dialect wanted_;
  Phase phase_ = Phase::kClosed;
  std::uint16_t udp_port_;
  Duration keep_alive_interval_;
  std::unique_ptr<Stream> stream_;
  AnswerReader reader_;
  Timer timer_;  ///< kOpening and kGreeting: the time limit. kHello: the fall-back to v1.
};

}  // namespace parley::client
