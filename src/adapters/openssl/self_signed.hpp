#pragma once

#include <string>

#include "adapters/openssl/handles.hpp"

namespace parley::adapters {

/// A fresh ECDSA key on P-256.
KeyHandle make_p256_key();

/// A certificate for `key`, signed by itself. It names localhost and this host, so that a peer may also
/// take it as its --ca, and has no end (RFC 5280, 4.1.2.5), since its trust comes from the pin.
CertificateHandle make_self_signed(EVP_PKEY* key);

std::string key_to_pem(EVP_PKEY* key);
std::string certificate_to_pem(X509* certificate);

}  // namespace parley::adapters
