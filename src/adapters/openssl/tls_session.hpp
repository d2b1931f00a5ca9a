#pragma once

#include <cstdint>
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
  kAwaitReadable,  ///< Repeat the step, with the same bytes, once the socket is readable.
  kAwaitWritable,  ///< ... once it is writable.
  kPeerClosed,     ///< The other side said good-bye in order.
  kFailed,         ///< Over; failure() says why. No further step.
};

/// One side of a TLS connection on a non-blocking socket. It holds no record buffers while nothing is
/// under way, so an idle session is small.
class TlsSession {
 public:
  explicit TlsSession(SslHandle ssl) : ssl_(std::move(ssl)) {}

  TlsStep handshake();

  /// Takes one record's plain text whole: records are neither joined nor split. `got` is 1 or more when
  /// done.
  TlsStep read_record(std::span<char, kRecordBytes> into, std::size_t& got);

  /// Sends 1 to 16,384 bytes as one record. While it waits, the only write that may follow is the same.
  TlsStep write_record(std::string_view bytes);

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
  TlsStep outcome(int result);

  SslHandle ssl_;
  std::string failure_;
  bool untrusted_ = false;
};

}  // namespace parley::adapters
