#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace parley {

/// A salted memory-hard hash with its parameters, in the PHC string format:
/// `$scrypt$ln=15,r=8,p=1$SALT$HASH` with salt and hash in base64 without padding.
struct PasswordHash {
  std::string text;
  bool operator==(const PasswordHash&) const = default;
};

/// Hashes secrets off the loop, a bounded number at a time and in the order of the calls. Each call is
/// answered once, by its `done`, in a later turn. Destroying the hasher drops what is unanswered.
class PasswordHasher {
 public:
  using Hashed = std::function<void(Result<PasswordHash>)>;
  using Verified = std::function<void(Result<bool>)>;

  virtual ~PasswordHasher() = default;

  /// Hashes with a fresh salt and today's parameters. Error kUnavailable where memory is short.
  virtual void hash(std::string_view secret, Hashed done) = 0;

  /// Whether `secret` is the one behind `expected`, in a time that does not tell. Error kCorrupt where
  /// `expected` cannot be read.
  virtual void verify(std::string_view secret, const PasswordHash& expected, Verified done) = 0;
};

}  // namespace parley
