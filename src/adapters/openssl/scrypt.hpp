#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "ports/password_hasher.hpp"

namespace parley::adapters {

/// The cost of a scrypt hash (RFC 7914): N = 2^log2_n, r and p.
struct ScryptCost {
  std::uint32_t log2_n = 15;
  std::uint32_t r = 8;
  std::uint32_t p = 1;
};

inline constexpr std::size_t kSaltBytes = 16;

/// Hashes `secret` with `salt` into PHC text. Takes 32 MiB and some 60 ms at the default cost. Error
/// kUnavailable where memory is short.
Result<PasswordHash> scrypt_hash(std::string_view secret, std::span<const std::uint8_t> salt,
                                 const ScryptCost& cost = {});

/// Whether `secret` is behind `expected`, whose cost is taken from its text; the comparison takes the
/// same time whatever differs. Error kCorrupt for text that is no scrypt hash, or one that would cost
/// more than 256 MiB or sixteen times the default work: no hash of ours does.
Result<bool> scrypt_verify(std::string_view secret, const PasswordHash& expected);

}  // namespace parley::adapters
