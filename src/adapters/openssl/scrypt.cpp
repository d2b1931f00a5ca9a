#include "adapters/openssl/scrypt.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "adapters/openssl/base64.hpp"
#include "adapters/openssl/handles.hpp"

namespace parley::adapters {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::uint64_t kMaxMemory = 256ULL * 1024 * 1024;
constexpr std::uint64_t kMaxWork = 16ULL * (1ULL << 15) * 8;  ///< N * r * p.

struct ParsedHash {
  ScryptCost cost;
  std::vector<std::uint8_t> salt;
  std::vector<std::uint8_t> hash;
};

/// Takes `text` up to `end` (or all of it) off its front, `end` with it.
std::string_view take_until(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto front = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return front;
}

/// The value of `NAME=VALUE`, 1 to 1,000,000.
std::optional<std::uint32_t> read_parameter(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value == 0 || value > 1'000'000) return std::nullopt;
  return value;
}

bool affordable(const ScryptCost& cost) {
  if (cost.log2_n > 24 || cost.r > 64 || cost.p > 64) return false;
  const std::uint64_t blocks = (1ULL << cost.log2_n) * cost.r;
  return blocks * 128 <= kMaxMemory && blocks * cost.p <= kMaxWork;
}

std::optional<ParsedHash> parse_hash(std::string_view text) {
  if (!take_until(text, '$').empty() || take_until(text, '$') != "scrypt") return std::nullopt;
  auto parameters = take_until(text, '$');
  const auto log2_n = read_parameter(take_until(parameters, ','), "ln=");
  const auto r = read_parameter(take_until(parameters, ','), "r=");
  const auto p = read_parameter(parameters, "p=");
  auto salt = from_base64(take_until(text, '$'));
  auto hash = from_base64(text);
  if (!log2_n || !r || !p || !salt || !hash) return std::nullopt;
  if (salt->size() < 8 || salt->size() > 64 || hash->size() < 16 || hash->size() > 64) return std::nullopt;
  const ScryptCost cost{*log2_n, *r, *p};
  if (!affordable(cost)) return std::nullopt;
  return ParsedHash{cost, *std::move(salt), *std::move(hash)};
}

Result<std::vector<std::uint8_t>> derive(std::string_view secret, std::span<const std::uint8_t> salt,
                                         const ScryptCost& cost, std::size_t length) {
  std::vector<std::uint8_t> derived(length);
  const std::uint64_t memory = 2 * kMaxMemory;  // OpenSSL counts a little more than 128 * N * r.
  if (EVP_PBE_scrypt(secret.data(), secret.size(), salt.data(), salt.size(), 1ULL << cost.log2_n, cost.r,
                     cost.p, memory, derived.data(), derived.size()) != 1) {
    return Error{ErrorCode::kUnavailable, "a password could not be hashed: " + take_openssl_errors()};
  }
  return derived;
}

}  // namespace

Result<PasswordHash> scrypt_hash(std::string_view secret, std::span<const std::uint8_t> salt,
                                 const ScryptCost& cost) {
  auto derived = derive(secret, salt, cost, kHashBytes);
  if (!derived) return derived.error();
  return PasswordHash{"$scrypt$ln=" + std::to_string(cost.log2_n) + ",r=" + std::to_string(cost.r) +
                      ",p=" + std::to_string(cost.p) + "$" + to_base64(salt) + "$" + to_base64(*derived)};
}

Result<bool> scrypt_verify(std::string_view secret, const PasswordHash& expected) {
  const auto parsed = parse_hash(expected.text);
  if (!parsed) return Error{ErrorCode::kCorrupt, "a stored password hash cannot be read"};
  auto derived = derive(secret, parsed->salt, parsed->cost, parsed->hash.size());
  if (!derived) return derived.error();
  return CRYPTO_memcmp(derived->data(), parsed->hash.data(), derived->size()) == 0;
}

}  // namespace parley::adapters
