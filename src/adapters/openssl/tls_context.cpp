#include "adapters/openssl/tls_context.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <utility>

#include "adapters/openssl/pem_file.hpp"
#include "base/check.hpp"
#include "base/endpoint.hpp"

namespace parley::adapters {
namespace {

constexpr auto kTls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr auto kGroups = "X25519:P-256:P-384";

SslContextHandle make_context(const SSL_METHOD* method) {
  SslContextHandle context(SSL_CTX_new(method));
  SSL_CTX* raw = context.get();
  PARLEY_CHECK(raw != nullptr);
  PARLEY_CHECK(SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1);
  PARLEY_CHECK(SSL_CTX_set_cipher_list(raw, kTls12Ciphers) == 1);
  std::string groups(kGroups);  // The macro wants it without const.
  PARLEY_CHECK(SSL_CTX_set1_groups_list(raw, groups.data()) == 1);
  SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  PARLEY_CHECK(SSL_CTX_set_num_tickets(raw, 0) == 1);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_clear_mode(raw, SSL_MODE_AUTO_RETRY);  // Else a read ends at the first record with data only.
  return context;
}

/// Adds the authorities in `pem` to those trusted; returns how many.
int trust_authorities(SSL_CTX* context, const std::string& pem) {
  const BioHandle reader(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  int count = 0;
  while (X509* next = PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr)) {
    const CertificateHandle authority(next);
    count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get());
  }
  take_openssl_errors();
  return count;
}

}  // namespace

Result<TlsContext> TlsContext::server(const ServerIdentity& identity) {
  auto context = make_context(TLS_server_method());
  SSL_CTX_set_options(context.get(), SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  bool taken = SSL_CTX_use_certificate(context.get(), identity.certificate.get()) == 1;
  for (const auto& link : identity.chain) {
    taken = taken && SSL_CTX_add1_chain_cert(context.get(), link.get()) == 1;
  }
  taken = taken && SSL_CTX_use_PrivateKey(context.get(), identity.key.get()) == 1;
  if (taken) return TlsContext(std::move(context));
  return Error{ErrorCode::kMalformed, "the certificate cannot be used for TLS: " + take_openssl_errors()};
}

TlsContext TlsContext::client() {
  auto context = make_context(TLS_client_method());
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  return TlsContext(std::move(context));
}

Result<TlsContext> TlsContext::client_trusting(const std::filesystem::path& ca_file) {
  const auto pem = read_pem_file(ca_file);
  if (!pem) return pem.error();
  auto context = make_context(TLS_client_method());
  if (trust_authorities(context.get(), *pem) == 0) {
    return Error{ErrorCode::kMalformed, "'" + ca_file.string() + "' holds no certificate in PEM form"};
  }
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context.get()), X509_V_FLAG_PARTIAL_CHAIN);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  return TlsContext(std::move(context));
}

SslHandle TlsContext::make_ssl(BioHandle bio) const {
  SslHandle ssl(SSL_new(context_.get()));
  PARLEY_CHECK(ssl != nullptr && bio != nullptr);
  BIO* both = bio.release();
  SSL_set_bio(ssl.get(), both, both);
  return ssl;
}

TlsSession TlsContext::accept(BioHandle bio) const {
  auto ssl = make_ssl(std::move(bio));
  SSL_set_accept_state(ssl.get());
  return TlsSession(std::move(ssl));
}

TlsSession TlsContext::connect(BioHandle bio, const std::string& host) const {
  auto ssl = make_ssl(std::move(bio));
  SSL_set_connect_state(ssl.get());
  // The name to be checked (ours alone while a CA is trusted), and the name a server may choose by.
  if (IpAddress::parse(host)) {
    PARLEY_CHECK(X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl.get()), host.c_str()) == 1);
  } else {
    SSL_set_hostflags(ssl.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    PARLEY_CHECK(SSL_set1_host(ssl.get(), host.c_str()) == 1);
    SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
             const_cast<char*>(host.c_str()));
  }
  return TlsSession(std::move(ssl));
}

}  // namespace parley::adapters
