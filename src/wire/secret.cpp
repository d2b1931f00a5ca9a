#include <openssl/evp.h>

#include <array>

#include "base/check.hpp"
#include "wire/text.hpp"

namespace parley::wire {

std::string secret_of(std::string_view password) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  PARLEY_CHECK(EVP_Digest(password.data(), password.size(), digest.data(), &size, EVP_sha256(), nullptr) ==
               1);
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(std::size_t{2} * size);
  for (unsigned i = 0; i < size; ++i) {
    hex += kDigits[digest[i] >> 4U];
    hex += kDigits[digest[i] & 0x0FU];
  }
  return hex;
}

}  // namespace parley::wire
