#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/limits.hpp"

namespace parley::record {

/// What stands on a tape for its secrets: letters, as many as the secret has bytes. The first secret of a
/// length is `a`s, the next ends in `b`, and so on. One person's equal secrets have equal stand-ins, and all
/// others have others: a wrong password can be told from the right one, but not who has the same as another.
/// Put in again in the same order, stand-ins stand for themselves: a tape that is played is masked as it was.
/// Of a secret nothing is kept but a keyed digest.
class Pseudonyms {
 public:
  /// So many are told apart; the further ones of a length share the stand-in of its first.
  static constexpr std::size_t kMax = 65'536;

  explicit Pseudonyms(std::uint64_t digest_key) : digest_key_(digest_key) {}

  /// Appends what stands for `secret`, of at most limits::kSecretBytes; the caller knows that it is UTF-8.
  /// `owner`: the name it is given with, in any case, as the tape has it.
  void append(std::string_view secret, std::string_view owner, std::string& to);

 private:
  struct Digest {
    std::uint64_t low;
    std::uint64_t high;
    bool operator==(const Digest&) const = default;
  };
  struct LowHalf {
    std::size_t operator()(const Digest& digest) const { return digest.low; }
  };

  Digest digest_of(std::string_view secret, std::string_view owner);
  std::size_t number_of(std::string_view secret, std::string_view owner);

  const std::uint64_t digest_key_;
  std::string digested_;
  std::unordered_map<Digest, std::size_t, LowHalf> numbers_;
  std::array<std::size_t, limits::kSecretBytes + 1> seen_{};  ///< How many there are of each length.
};

/// Appends a stand-in for each byte of `text` that keeps what the wire's readers decide by: white space, NUL
/// and whether it is UTF-8. All else is dots, which are part of no verb, name, port or command; of what is no
/// UTF-8, the kind of each byte stays.
void append_redacted(std::string_view text, std::string& to);

/// The same of a byte whose neighbours are not known.
char redacted(char byte);

/// The same without white space and NUL: of a hidden line, where they mean nothing.
void append_hidden(std::string_view text, std::string& to);

/// What a registry says to a peer, or a line about it, with dots for all that may be the digest of a
/// password: 64 lower-case hexadecimal digits or more in a row. A registry of ours never sends one back,
/// another may. A key's fingerprint, `SHA256:` and such digits, stays. Given back as it is, or put into
/// `scratch`.
std::string_view mask_digests(std::string_view text, std::string& scratch);

/// The character at the start of `text`, which is not empty; a byte where it is ill-formed.
std::string_view first_character(std::string_view text);

}  // namespace parley::record
