#include "adapters/openssl/fingerprint.hpp"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <array>
#include <cstddef>
#include <string_view>

#include "base/check.hpp"

namespace parley::adapters {

std::string key_fingerprint(const EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int length = i2d_PUBKEY(key, &der);
  PARLEY_CHECK(length > 0);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(der, static_cast<std::size_t>(length), digest.data());
  OPENSSL_free(der);

  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "SHA256:";
  for (const unsigned char byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0xf];
  }
  return text;
}

}  // namespace parley::adapters
