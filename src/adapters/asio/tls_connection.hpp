#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/asio/delay.hpp"
#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/dialler.hpp"
#include "adapters/asio/record_queue.hpp"
#include "adapters/asio/shared_sockets.hpp"
#include "adapters/asio/sockets.hpp"
#include "adapters/openssl/tls_context.hpp"
#include "ports/stream.hpp"

namespace parley::adapters {

/// A TLS connection from the first packet to the last, on a loop's thread; TlsStream is what the core
/// holds of it. It is shared with the waits of the loop, so it outlives its TlsStream while it lingers.
///
///   dial() -> kDialling --> kHandshaking -> kOpen -> kLingering -> kClosed      (and from each to kClosed)
///   serve() ---------------^                    close()
///
/// TLS runs straight on the socket: a read takes one record into a buffer that all connections share, a
/// write hands one record to the system, and what the system does not take waits as plain text. So a
/// connection with nothing under way holds no buffer at all.
class TlsConnection final : public ReadinessHandler, public std::enable_shared_from_this<TlsConnection> {
 public:
  using Established = std::function<void(bool established)>;

  explicit TlsConnection(std::shared_ptr<SharedSockets> shared);
  TlsConnection(const TlsConnection&) = delete;
  TlsConnection& operator=(const TlsConnection&) = delete;

  /// Connects as a client; the handler hears on_open() or on_close() first.
  void dial(const HostPort& target, std::shared_ptr<const TlsContext> context, StreamHandler& handler);

  /// Takes an accepted socket; calls back once, in a later turn, when its handshake is over. The caller
  /// limits its time.
  void serve(FileDescriptor socket, const Endpoint& remote, const TlsContext& context,
             Established established);

  // What Stream promises.
  void set_handler(StreamHandler& handler);
  void write(std::string_view bytes);
  std::size_t unsent() const { return queue_.payload_bytes(); }
  void pause_reading() { reading_paused_ = true; }
  void resume_reading();
  void close();
  void drop();  ///< The TlsStream is destroyed: nothing happens to a connection that lingers.
  const Endpoint& remote() const { return remote_; }
  ChannelId channel() const { return state_ == State::kOpen ? session_->channel() : ChannelId{}; }

  void on_ready(Readiness readiness) override;

 private:
  enum class State { kDialling, kHandshaking, kOpen, kLingering, kClosed };

  void limit(Duration time, void (TlsConnection::*on_end)());
  void on_too_slow();
  void handshake();
  void establish();
  void serve_socket();
  void read_records();
  bool take_record(TlsStep step, std::string_view record);
  void send_record(std::string_view record);
  bool flush();
  void wind_down();
  void discard_input();
  void await(Readiness readiness);
  bool await(TlsStep step);
  bool reads() const { return state_ == State::kOpen && handler_ != nullptr && !reading_paused_; }
  void end(CloseCause cause, const std::string& reason);
  void end_later(std::string reason);
  void finish_closing();
  void release();

  std::shared_ptr<SharedSockets> shared_;
  StreamHandler* handler_ = nullptr;
  std::unique_ptr<Descriptor> descriptor_;
  std::optional<TlsSession> session_;
  RecordQueue queue_;
  std::unique_ptr<Delay> limit_;
  Established established_;
  std::shared_ptr<Dialler> dialler_;
  Endpoint remote_;
  Instant counting_since_{};  ///< Records without data.
  State state_ = State::kDialling;
  bool reading_paused_ = false;
  bool close_notify_sent_ = false;
  bool awaits_readable_ = false;
  bool awaits_writable_ = false;
};

/// The core's end of a TlsConnection.
class TlsStream final : public Stream {
 public:
  explicit TlsStream(std::shared_ptr<TlsConnection> connection) : connection_(std::move(connection)) {}
  ~TlsStream() override { connection_->drop(); }
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  void set_handler(StreamHandler& handler) override { connection_->set_handler(handler); }
  void write(std::string_view bytes) override { connection_->write(bytes); }
  std::size_t unsent() const override { return connection_->unsent(); }
  void pause_reading() override { connection_->pause_reading(); }
  void resume_reading() override { connection_->resume_reading(); }
  void close() override { connection_->close(); }
  Endpoint remote() const override { return connection_->remote(); }
  ChannelId channel() const override { return connection_->channel(); }

 private:
  std::shared_ptr<TlsConnection> connection_;
};

}  // namespace parley::adapters
