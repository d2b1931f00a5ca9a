#include "adapters/openssl/system_entropy.hpp"

#include <openssl/rand.h>

#include <climits>

#include "base/check.hpp"

namespace parley::adapters {

void SystemEntropy::fill(std::span<std::uint8_t> bytes) {
  PARLEY_CHECK(bytes.size() <= INT_MAX);
  PARLEY_CHECK(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
}

}  // namespace parley::adapters
