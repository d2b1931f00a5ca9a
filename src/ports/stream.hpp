#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/endpoint.hpp"

namespace parley {

/// How the other end of a TLS stream showed who it is.
struct TlsIdentity {
  std::string key_fingerprint;         ///< `SHA256:` and the hex digest of its public key (SPKI, DER).
  bool verified_by_authority = false;  ///< Whether a CA that we were told to trust vouches for it.
};

/// Names a connection: the same at both of its ends, and another for each connection there ever was. So what
/// two programs have recorded of one connection can be put together. No secret: nothing can be read or forged
/// by it. All zero where the connection is not known.
struct ChannelId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool is_known() const { return high != 0 || low != 0; }
  auto operator<=>(const ChannelId&) const = default;
};

enum class CloseCause : std::uint8_t {
  kPeerClosed,   ///< In order, after all it sent was received.
  kBroken,       ///< Reset, timed out, or spoke no TLS.
  kUnreachable,  ///< No such host, or nobody listens there.
  kUntrusted,    ///< The CA that we were told to trust does not vouch for it.
};

/// Takes what comes over a Stream. Each call is a turn of its own; in any of them the handler may use,
/// close or destroy the stream.
class StreamHandler {
 public:
  /// A stream that we opened stands.
  virtual void on_open(const TlsIdentity& identity) = 0;

  /// One TLS record's plain text, 1 to 16,384 bytes, as the peer wrote it: records are neither joined
  /// nor split, however TCP grouped them. The bytes live until the call returns.
  virtual void on_record(std::string_view bytes) = 0;

  /// Everything written has been handed to the network, after some of it had to wait.
  virtual void on_drained() = 0;

  /// The stream is gone: the last call. `reason` is for people. Not called after our own close().
  virtual void on_close(CloseCause cause, const std::string& reason) = 0;

 protected:
  ~StreamHandler() = default;
};

/// A TLS connection, record by record. Its destructor drops the connection; close() does so in order.
class Stream {
 public:
  virtual ~Stream() = default;

  /// Names who takes what comes; until then nothing does. Called once, for accepted streams.
  virtual void set_handler(StreamHandler& handler) = 0;

  /// Sends `bytes` as one record (as several where they are more than 16,384). Never blocks and never
  /// fails: what cannot leave now waits in memory, so watch unsent(). After close(): does nothing.
  virtual void write(std::string_view bytes) = 0;

  /// Bytes that wait to leave.
  virtual std::size_t unsent() const = 0;

  /// Stops and resumes on_record(): the peer is held back by TCP's flow control.
  virtual void pause_reading() = 0;
  virtual void resume_reading() = 0;

  /// Sends what waits, says good-bye (close_notify) and closes; nothing is called back from here on. The
  /// stream may be destroyed at once: what waits is still sent, for at most five seconds.
  virtual void close() = 0;

  /// The peer's address; meaningful once the stream stands.
  virtual Endpoint remote() const = 0;

  /// Which connection this is; known while the stream stands, to a recorder for one. A stream that has no
  /// other end, as a test's, leaves it unknown.
  virtual ChannelId channel() const { return {}; }
};

}  // namespace parley
