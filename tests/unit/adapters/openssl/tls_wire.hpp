#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/openssl/tls_context.hpp"
#include "adapters/system/file.hpp"

namespace parley::adapters {

/// A server's identity made for a test.
ServerIdentity fresh_identity();

/// A client's and a server's TLS session with the test between them: bytes come over when it says so.
class TlsWire {
 public:
  TlsWire(const TlsContext& client_context, const TlsContext& server_context,
          const std::string& host = "localhost");

  /// Lets both speak until the handshake stands or has failed on the client; its last step.
  TlsStep shake_hands();

  /// Carries at most so many of the bytes that wait over to the other side; returns how many.
  std::size_t carry_to_server(std::size_t most);
  std::size_t carry_to_client(std::size_t most);

  void slip_to_server(std::string_view bytes);  ///< Bytes that the client never sent.
  void cut();                                   ///< Ends the connection for both.

  TlsSession& client() { return *client_; }
  TlsSession& server() { return *server_; }

  /// The next record in words: its text, or `wait`, `closed` or `failed`.
  static std::string read(TlsSession& session);

 private:
  struct Pair {
    Pair();
    FileDescriptor near;  ///< A session's.
    FileDescriptor far;   ///< The test's.
  };

  Pair client_pair_;
  Pair server_pair_;
  std::optional<TlsSession> client_;
  std::optional<TlsSession> server_;
};

}  // namespace parley::adapters
