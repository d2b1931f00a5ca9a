#pragma once

#include <filesystem>
#include <string>

#include "adapters/openssl/cipher_text.hpp"
#include "adapters/openssl/handles.hpp"
#include "adapters/openssl/server_identity.hpp"
#include "adapters/openssl/tls_session.hpp"
#include "base/result.hpp"

namespace parley::adapters {

/// What the TLS sessions of one side have in common: TLS 1.2 or later with forward secrecy and AEAD
/// ciphers only, no compression, no renegotiation, and neither session cache nor tickets, since nobody
/// resumes and each costs memory per connection (docs/decisions.md).
class TlsContext {
 public:
  /// For a registry. Error kMalformed where OpenSSL takes exception to the certificate.
  static Result<TlsContext> server(const ServerIdentity& identity);

  /// For a peer that looks at the key's fingerprint itself: every certificate is let through.
  static TlsContext client();

  /// For a peer that trusts the authorities of `ca_file` (PEM) and no other: the certificate must lead to
  /// one of them and name the host that was dialled.
  static Result<TlsContext> client_trusting(const std::filesystem::path& ca_file);

  /// A session on cipher text that somebody carries to the other side, which outlives it.
  TlsSession accept(CipherText& text) const { return accept(make_bio(text)); }
  TlsSession connect(CipherText& text, const std::string& host) const {
    return connect(make_bio(text), host);
  }

  /// A session on a connected non-blocking socket, which outlives it: two system calls for each record.
  TlsSession accept(int socket) const { return accept(BioHandle(BIO_new_socket(socket, BIO_NOCLOSE))); }
  TlsSession connect(int socket, const std::string& host) const {
    return connect(BioHandle(BIO_new_socket(socket, BIO_NOCLOSE)), host);
  }

 private:
  TlsSession accept(BioHandle bio) const;
  TlsSession connect(BioHandle bio, const std::string& host) const;
  SslHandle make_ssl(BioHandle bio) const;

  explicit TlsContext(SslContextHandle context) : context_(std::move(context)) {}

  SslContextHandle context_;
};

}  // namespace parley::adapters
