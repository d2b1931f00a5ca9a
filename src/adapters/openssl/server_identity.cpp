#include "adapters/openssl/server_identity.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include <climits>
#include <utility>

#include "adapters/openssl/fingerprint.hpp"
#include "adapters/openssl/pem_file.hpp"
#include "adapters/openssl/self_signed.hpp"
#include "adapters/system/file.hpp"

namespace parley::adapters {
namespace {

namespace fs = std::filesystem;

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

BioHandle reader_of(const std::string& bytes) {
  return BioHandle(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

/// Asked for a passphrase: there is none. (OpenSSL's own would ask at the terminal.)
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

Result<KeyHandle> read_key(const fs::path& path) {
  auto bytes = read_pem_file(path);
  if (!bytes) return bytes.error();
  bool asked = false;
  KeyHandle key(PEM_read_bio_PrivateKey(reader_of(*bytes).get(), nullptr, &no_passphrase, &asked));
  OPENSSL_cleanse(bytes->data(), bytes->size());
  if (key != nullptr) return key;
  const auto reason = take_openssl_errors();
  if (asked) {
    return Error{ErrorCode::kMalformed, "the key " + quoted(path) +
                                            " has a passphrase, which nobody can type here; write it without "
                                            "one (openssl pkey -in OLD -out NEW)"};
  }
  return Error{ErrorCode::kMalformed, quoted(path) + " holds no private key in PEM form (" + reason + ")"};
}

/// The first certificate is the server's own, the others are its chain.
Result<std::vector<CertificateHandle>> read_certificates(const fs::path& path) {
  auto bytes = read_pem_file(path);
  if (!bytes) return bytes.error();
  const auto reader = reader_of(*bytes);
  std::vector<CertificateHandle> certificates;
  bool asked = false;
  while (X509* next = PEM_read_bio_X509(reader.get(), nullptr, &no_passphrase, &asked)) {
    certificates.emplace_back(next);
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  const auto reason = take_openssl_errors();
  if (at_end && !certificates.empty()) return certificates;
  return Error{ErrorCode::kMalformed, quoted(path) + " holds no certificate in PEM form (" + reason + ")"};
}

Result<void> check_only_owner_reads(const fs::path& key) {
  struct stat status {};
  if (::stat(key.c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return Error{ErrorCode::kUnavailable,
               "the private key " + quoted(key) +
                   " is open to other users of this machine; close it with: chmod 600 " + key.string()};
}

Result<bool> stands(const fs::path& path) {
  std::error_code error;
  const bool found = fs::exists(path, error);
  if (!error) return found;
  return Error{ErrorCode::kUnavailable, "cannot look at " + quoted(path) + ": " + error.message()};
}

/// Writes what is missing of the two files.
Result<void> make_missing_files(const fs::path& certificate_path, const fs::path& key_path) {
  const auto has_certificate = stands(certificate_path);
  if (!has_certificate) return has_certificate.error();
  const auto has_key = stands(key_path);
  if (!has_key) return has_key.error();
  if (*has_certificate && *has_key) return {};
  if (*has_certificate) {
    return Error{ErrorCode::kUnavailable,
                 quoted(certificate_path) + " stands without its key " + quoted(key_path) +
                     "; bring the key back, or remove the certificate: then a new key is made, and "
                     "peers that know the old one refuse it until told otherwise"};
  }
  if (!*has_key) {
    const auto written = replace_file(key_path, key_to_pem(make_p256_key().get()));
    if (!written) return written.error();
  }
  auto key = read_key(key_path);
  if (!key) return key.error();
  const auto certificate = make_self_signed(key->get());
  return replace_file(certificate_path, certificate_to_pem(certificate.get()));
}

}  // namespace

std::string ServerIdentity::fingerprint() const { return key_fingerprint(key.get()); }

Result<ServerIdentity> load_server_identity(const fs::path& certificate, const fs::path& key) {
  auto certificates = read_certificates(certificate);
  if (!certificates) return certificates.error();
  auto private_key = read_key(key);
  if (!private_key) return private_key.error();
  ServerIdentity identity{*std::move(private_key), std::move(certificates->front()), {}};
  certificates->erase(certificates->begin());
  identity.chain = *std::move(certificates);
  if (X509_check_private_key(identity.certificate.get(), identity.key.get()) == 1) return identity;
  take_openssl_errors();
  return Error{ErrorCode::kMalformed, "the certificate " + quoted(certificate) + " and the key " +
                                          quoted(key) + " do not belong together"};
}

Result<ServerIdentity> own_server_identity(const fs::path& data_folder) {
  const auto certificate = data_folder / "cert.pem";
  const auto key = data_folder / "key.pem";
  auto made = make_missing_files(certificate, key);
  if (made) made = check_only_owner_reads(key);
  if (!made) return made.error();
  return load_server_identity(certificate, key);
}

}  // namespace parley::adapters
