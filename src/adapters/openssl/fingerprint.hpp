#pragma once

#include <openssl/evp.h>

#include <string>

namespace parley::adapters {

/// `SHA256:` and the hex digest of the key's SubjectPublicKeyInfo (DER): what peers pin. It outlives the
/// certificate, as long as the key stays.
std::string key_fingerprint(const EVP_PKEY* key);

}  // namespace parley::adapters
