#include "adapters/openssl/tls_session.hpp"

#include <openssl/err.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "adapters/openssl/fingerprint.hpp"
#include "base/check.hpp"
#include "base/limits.hpp"

namespace parley::adapters {

namespace {

/// What others have left there would be taken for this step's. To look is quicker than to clear.
void forget_errors() {
  if (ERR_peek_error() != 0) ERR_clear_error();
}

}  // namespace

TlsSession::TlsSession(SslHandle ssl) : records_(std::make_unique<Records>()), ssl_(std::move(ssl)) {
  SSL_set_msg_callback(ssl_.get(), &TlsSession::on_message);
  SSL_set_msg_callback_arg(ssl_.get(), records_.get());
}

/// OpenSSL tells of each record as it begins. The one before it has ended then, and held no data.
void TlsSession::on_message(int sent, int /*version*/, int type, const void* /*bytes*/, std::size_t /*size*/,
                            SSL* /*ssl*/, void* records) {
  if (sent != 0 || type != SSL3_RT_HEADER) return;
  auto& count = *static_cast<Records*>(records);
  if (std::exchange(count.begun, true)) ++count.without_data;
}

TlsStep TlsSession::handshake() {
  ERR_clear_error();
  const TlsStep step = outcome(SSL_do_handshake(ssl_.get()));
  if (step == TlsStep::kDone) forget_records_without_data();
  return step;
}

TlsStep TlsSession::read_record(std::span<char, kRecordBytes> into, std::size_t& got) {
  forget_errors();
  const TlsStep step = outcome(SSL_read_ex(ssl_.get(), into.data(), into.size(), &got));
  if (step != TlsStep::kFailed && records_->without_data > limits::kRecordsWithoutData) {
    failure_ = "too many TLS records without data";
    return TlsStep::kFailed;
  }
  if (step == TlsStep::kDone) forget_records_without_data();
  return step;
}

TlsStep TlsSession::write_record(std::string_view bytes) {
  PARLEY_CHECK(!bytes.empty() && bytes.size() <= kRecordBytes);
  forget_errors();
  std::size_t written = 0;
  const TlsStep step = outcome(SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written));
  PARLEY_CHECK(step != TlsStep::kDone || written == bytes.size());
  return step;
}

void TlsSession::keep_buffers(bool keep) {
  if (keep) {
    SSL_clear_mode(ssl_.get(), SSL_MODE_RELEASE_BUFFERS);
  } else {
    SSL_set_mode(ssl_.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_free_buffers(ssl_.get());
  }
}

TlsStep TlsSession::say_goodbye() {
  ERR_clear_error();
  const int result = SSL_shutdown(ssl_.get());
  return result == 0 ? TlsStep::kDone : outcome(result);  // 0: sent, and theirs has not come.
}

TlsStep TlsSession::outcome(int result) {
  if (result > 0) return TlsStep::kDone;
  const int socket_error = errno;
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return TlsStep::kAwaitReadable;
    case SSL_ERROR_WANT_WRITE:
      return TlsStep::kAwaitWritable;
    case SSL_ERROR_ZERO_RETURN:
      return TlsStep::kPeerClosed;
    case SSL_ERROR_SYSCALL:
      failure_ = "the connection broke: " + std::generic_category().message(socket_error);
      return TlsStep::kFailed;
    default:
      break;
  }
  if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
    ERR_clear_error();
    failure_ = "the connection ended without a good-bye";
    return TlsStep::kFailed;
  }
  const long verified = SSL_get_verify_result(ssl_.get());
  untrusted_ = SSL_is_init_finished(ssl_.get()) == 0 && SSL_is_server(ssl_.get()) == 0 &&
               (SSL_get_verify_mode(ssl_.get()) & SSL_VERIFY_PEER) != 0 && verified != X509_V_OK;
  failure_ = untrusted_
                 ? std::string("its certificate is not trusted: ") + X509_verify_cert_error_string(verified)
                 : "TLS failed: " + take_openssl_errors();
  ERR_clear_error();
  return TlsStep::kFailed;
}

TlsIdentity TlsSession::peer_identity() const {
  const X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  PARLEY_CHECK(certificate != nullptr);
  const bool checked = (SSL_get_verify_mode(ssl_.get()) & SSL_VERIFY_PEER) != 0;
  return {key_fingerprint(X509_get0_pubkey(certificate)), checked};
}

ChannelId TlsSession::channel() const {
  constexpr std::string_view kLabel = "EXPORTER-Channel-Binding";
  std::array<unsigned char, 32> binding{};
  const int exported = SSL_export_keying_material(ssl_.get(), binding.data(), binding.size(), kLabel.data(),
                                                  kLabel.size(), nullptr, 0, 1);
  if (exported != 1) {
    ERR_clear_error();
    return {};
  }
  const auto number = [&](std::size_t from) {
    std::uint64_t value = 0;
    for (std::size_t i = from; i < from + sizeof value; ++i) value = value << 8U | binding[i];
    return value;
  };
  return {number(0), number(sizeof(std::uint64_t))};
}

}  // namespace parley::adapters
