#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/endpoint.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace parley::test {

using Milliseconds = std::chrono::milliseconds;

/// A bare TLS client over loopback that speaks records, as an original peer does: one write is one
/// record, one read returns at most one. Every wait has a bound, so a silent server fails a test rather
/// than holding it up.
class TlsClient {
 public:
  /// Connects and shakes hands; nothing where either fails.
  static std::optional<TlsClient> connect(const Endpoint& server);

  TlsClient(TlsClient&&) noexcept;
  TlsClient& operator=(TlsClient&&) noexcept;
  ~TlsClient();  ///< Drops the connection without a word.

  /// Sends one record of at most 16,384 bytes. False where the connection is gone.
  bool send(std::string_view record);

  /// As send(), but gives up where the server does not take it within the wait.
  bool send_for(std::string_view record, Milliseconds wait);

  /// Sends the records so that all of them leave in one TCP segment.
  bool send_in_one_segment(std::string_view first, std::string_view second);

  /// Sends one record in two TCP segments, the second after a pause.
  bool send_in_two_segments(std::string_view record, Milliseconds pause);

  /// Sends so many KeyUpdates, thousands in a segment. False where the connection is gone.
  bool update_keys(std::size_t count);

  /// The next record; nothing once the connection has ended or the wait is over.
  std::optional<std::string> receive(Milliseconds wait = Milliseconds(5000));

  /// Sends and returns the next record; empty where none comes.
  std::string ask(std::string_view request);

  /// Whether the server ends the connection within the wait; what it sends before is dropped.
  bool ends_within(Milliseconds wait);

 private:
  struct Parts;
  explicit TlsClient(std::unique_ptr<Parts> parts);
  std::string seal(std::string_view record);
  bool send_raw(std::string_view bytes);

  std::unique_ptr<Parts> parts_;
};

/// A plain TCP connection to the server, as a file descriptor that the caller closes; -1 where it fails.
int connect_tcp(const Endpoint& server);

/// Sends one UDP datagram from a fresh socket bound to `from` (loopback).
void send_datagram(const IpAddress& from, const Endpoint& to, std::string_view bytes);

}  // namespace parley::test
