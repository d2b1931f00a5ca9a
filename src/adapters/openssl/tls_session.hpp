#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "adapters/openssl/handles.hpp"
#include "ports/stream.hpp"

namespace parley::adapters {

/// The most plain text in one TLS record (RFC 8446, 5.1).
inline constexpr std::size_t kRecordBytes = 16'384;

/// How a step on a TlsSession ended.
enum class TlsStep : std::uint8_t {
  kDone,
  kAwaitReadable,  ///< Repeat the step, with the same bytes, once more has come.
  kAwaitWritable,  ///< ... once the socket is writable; not where cipher text is carried by hand.
  kPeerClosed,     ///< The other side said good-bye in order.
  kFailed,         ///< Over; failure() says why. No further step.
};

/// One side of a TLS connection, which never blocks. It holds no record buffers while nothing is
/// under way, so an idle session is small.
class TlsSession {
 public:
  explicit TlsSession(SslHandle ssl);

  TlsStep handshake();

  /// Takes one record's plain text whole: records are neither joined nor split. `got` is 1 or more when
  /// done. A record without data (a KeyUpdate, a session ticket, an empty record) ends the step with a wait.
  /// Fails when more than limits::kRecordsWithoutData of them come in a row.
  TlsStep read_record(std::span<char, kRecordBytes> into, std::size_t& got);

  /// Whether a step may be done though nothing new has come: a record held several messages.
  bool holds_input() const { return SSL_has_pending(ssl_.get()) == 1; }

  /// Starts the count of records without data anew.
  void forget_records_without_data() { *records_ = {}; }

  /// Sends 1 to 16,384 bytes as one record. While it waits, the only write that may follow is the same.
  TlsStep write_record(std::string_view bytes);

  /// Whether the record buffers stay from one step to the next, while many follow; at first they do not.
  void keep_buffers(bool keep);

  /// Sends close_notify.
  TlsStep say_goodbye();

  /// Who the other side is; after the handshake, for clients.
  TlsIdentity peer_identity() const;

  /// The first half of the connection's `tls-exporter` (RFC 9266), which both sides compute for themselves;
  /// after the handshake.
  ChannelId channel() const;

  const std::string& failure() const { return failure_; }
  bool untrusted() const { return untrusted_; }  ///< Whether it failed for want of a trusted authority.

 private:
  /// Since the last one with data.
  struct Records {
    bool begun = false;            ///< One has begun. What it holds shows when it has come whole.
    std::size_t without_data = 0;  ///< Those that have ended.
  };

  static void on_message(int sent, int version, int type, const void* bytes, std::size_t size, SSL* ssl,
                         void* records);
  TlsStep outcome(int result);

  std::unique_ptr<Records> records_;  ///< Stays where it is when the session moves: OpenSSL points to it.
  SslHandle ssl_;
  std::string failure_;
  bool untrusted_ = false;
};

}  // namespace parley::adapters
