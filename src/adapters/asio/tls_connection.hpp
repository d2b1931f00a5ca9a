#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/asio/delay.hpp"
#include "adapters/asio/dialler.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/record_queue.hpp"
#include "adapters/asio/shared_sockets.hpp"
#include "adapters/asio/socket_poller.hpp"
#include "adapters/openssl/tls_context.hpp"
#include "ports/stream.hpp"

namespace parley::adapters {

/// A TLS connection from the first packet to the last, on a loop's thread; TlsStream is what the core
/// holds of it. It is shared with the waits of the loop, so it outlives its TlsStream while it lingers.
///
///   dial() -> kDialling --> kHandshaking -> kOpen -> kLingering -> kClosed      (and from each to kClosed)
///   serve() ---------------^                    close()
///
/// What one system call brings goes into a buffer that all connections share, and TLS reads from there;
/// only a record that has not come whole is kept here. What a turn writes is gathered and leaves with one
/// system call at the turn's end; only what the system does not take stays. So a connection with nothing
/// under way holds no buffer at all.
class TlsConnection final : public SocketHandler,
                            public TurnEndHandler,
                            public std::enable_shared_from_this<TlsConnection> {
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
  std::size_t unsent() const { return queue_.payload_bytes() + waiting_; }
  void pause_reading() { reading_paused_ = true; }
  void resume_reading();
  void close();
  void drop();  ///< The TlsStream is destroyed: nothing happens to a connection that lingers.
  const Endpoint& remote() const { return remote_; }
  ChannelId channel() const { return state_ == State::kOpen ? session_->channel() : ChannelId{}; }

  void on_socket(SocketEvents events) override;
  void on_turn_end() override;

 private:
  enum class State { kDialling, kHandshaking, kOpen, kLingering, kClosed };

  void limit(Duration time, void (TlsConnection::*on_end)());
  void on_too_slow();
  void begin(FileDescriptor socket);
  void handshake();
  void establish();
  void on_writable();
  void on_input();
  std::string_view take_input();
  std::size_t receive(std::size_t kept);
  void use_records(std::string_view input);
  bool use_record();
  bool wants_input() const { return state_ == State::kHandshaking || reads(); }
  bool has_more() const;
  bool session_goes_on() const;
  void count_records_anew();
  void send_record(std::string_view record);
  void send_early_records();
  bool encrypt(std::string_view record);
  void send_soon();
  bool send_output();
  void count_waiting(std::size_t before);
  void drop_sent();
  void wind_down();
  void discard_input();
  bool reads() const { return state_ == State::kOpen && handler_ != nullptr && !reading_paused_; }
  void end(CloseCause cause, const std::string& reason);
  void end_later(std::string reason);
  void finish_closing();
  void release();

  std::shared_ptr<SharedSockets> shared_;
  StreamHandler* handler_ = nullptr;
  std::optional<WatchedSocket> socket_;
  CipherText text_;       ///< Its input lies in the shared buffer, and only while that is worked on.
  std::string received_;  ///< The input that is left: part of a record, or more than a turn may use.
  std::size_t sent_ = 0;  ///< What the system has taken of text_.output.
  std::optional<TlsSession> session_;
  std::size_t waiting_ = 0;  ///< Plain text in the rest, while blocked_.
  RecordQueue queue_;        ///< Written before the connection stood.
  std::unique_ptr<Delay> limit_;
  Established established_;
  std::shared_ptr<Dialler> dialler_;
  Endpoint remote_;
  Instant counting_since_{};  ///< Records without data.
  State state_ = State::kDialling;
  bool reading_paused_ = false;
  bool close_notify_sent_ = false;
  bool send_asked_ = false;  ///< on_turn_end() is to come.
  bool blocked_ = false;     ///< The system takes no more for now.
  bool readable_ = false;    ///< The system may have more for us,
  bool hung_up_ = false;     ///< and the end is among it.
  int receive_error_ = 0;    ///< Of the system's: nothing more comes.
};

}  // namespace parley::adapters
