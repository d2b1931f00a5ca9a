#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "adapters/openssl/handles.hpp"
#include "base/result.hpp"

namespace parley::adapters {

/// What a registry shows to prove who it is.
struct ServerIdentity {
  KeyHandle key;
  CertificateHandle certificate;
  std::vector<CertificateHandle> chain;  ///< What stands between the certificate and its authority.

  std::string fingerprint() const;
};

/// Reads a certificate (PEM, its chain behind it) and its private key (PEM, without a passphrase), as
/// --cert and --key name them. Errors say which file is wrong and what to do.
Result<ServerIdentity> load_server_identity(const std::filesystem::path& certificate,
                                            const std::filesystem::path& key);

/// The identity kept as key.pem and cert.pem in `data_folder`. Where there is none a P-256 key (file mode
/// 0600) and a self-signed certificate are made, the key first: a start that was cut short between the
/// two, or a lost certificate, keeps the key, which is what peers pin. A certificate without its key is
/// an error, since a new key would look like a forged registry.
Result<ServerIdentity> own_server_identity(const std::filesystem::path& data_folder);

}  // namespace parley::adapters
