#include "adapters/openssl/self_signed.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <cstdint>

#include "base/check.hpp"

namespace parley::adapters {
namespace {

using ExtensionHandle = std::unique_ptr<X509_EXTENSION, OpensslFree<&X509_EXTENSION_free>>;

/// This host's name where it is fit for a certificate, else empty.
std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  const std::string text(name.data());
  constexpr auto kFit = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  return text.find_first_not_of(kFit) == text.npos ? text : std::string();
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  PARLEY_CHECK(extension != nullptr);
  PARLEY_CHECK(X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_serial(X509* certificate) {
  std::uint64_t serial = 0;
  std::array<unsigned char, sizeof serial> random{};
  PARLEY_CHECK(RAND_bytes(random.data(), static_cast<int>(random.size())) == 1);
  for (const unsigned char byte : random) serial = serial << 8 | byte;
  PARLEY_CHECK(ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), (serial >> 1) | 1) == 1);
}

void set_name(X509* certificate) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const std::array<unsigned char, 16> text = {"parley-registry"};
  PARLEY_CHECK(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text.data(), -1, -1, 0) == 1);
  PARLEY_CHECK(X509_set_issuer_name(certificate, name) == 1);
}

template <class Write>
std::string to_pem(Write write) {
  const BioHandle memory(BIO_new(BIO_s_mem()));
  PARLEY_CHECK(memory != nullptr && write(memory.get()) == 1);
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

}  // namespace

KeyHandle make_p256_key() {
  KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  PARLEY_CHECK(key != nullptr);
  return key;
}

CertificateHandle make_self_signed(EVP_PKEY* key) {
  CertificateHandle certificate(X509_new());
  PARLEY_CHECK(certificate != nullptr);
  X509* raw = certificate.get();
  PARLEY_CHECK(X509_set_version(raw, X509_VERSION_3) == 1);
  set_serial(raw);
  set_name(raw);
  PARLEY_CHECK(ASN1_TIME_set_string_X509(X509_getm_notBefore(raw), "20200101000000Z") == 1);
  PARLEY_CHECK(ASN1_TIME_set_string_X509(X509_getm_notAfter(raw), "99991231235959Z") == 1);
  PARLEY_CHECK(X509_set_pubkey(raw, key) == 1);
  add_extension(raw, NID_subject_key_identifier, "hash");
  add_extension(raw, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(raw, NID_key_usage, "critical,digitalSignature");
  add_extension(raw, NID_ext_key_usage, "serverAuth");
  const auto host = host_name();
  add_extension(raw, NID_subject_alt_name,
                "DNS:localhost,IP:127.0.0.1,IP:::1" + (host.empty() ? "" : ",DNS:" + host));
  PARLEY_CHECK(X509_sign(raw, key, EVP_sha256()) > 0);
  return certificate;
}

std::string key_to_pem(EVP_PKEY* key) {
  return to_pem([key](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string certificate_to_pem(X509* certificate) {
  return to_pem([certificate](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

}  // namespace parley::adapters
