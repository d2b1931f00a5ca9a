#include "wire/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/check.hpp"

namespace parley::wire {
namespace {

/// Nearly every byte is above the blank: one comparison decides.
constexpr bool is_space(char c) { return c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r')); }

}  // namespace

std::string_view next_word(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

Words split_words(std::string_view text) {
  Words words;
  while (words.count < Words::kMax) {
    const auto word = next_word(text);
    if (word.empty()) break;
    words.word[words.count++] = word;
  }
  return words;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

bool is_continuation(std::uint8_t byte) { return (byte & 0xC0U) == 0x80U; }

/// What may follow a lead byte (Unicode 15, table 3-7): how many bytes, and the range of the first.
struct Tail {
  std::size_t bytes;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
};

/// The tail of a lead byte beyond ASCII; of 0 bytes where it is no lead byte.
Tail tail_of(std::uint8_t lead) {
  if (lead < 0xC2) return {0};
  if (lead < 0xE0) return {1};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};
  if (lead == 0xED) return {2, 0x80, 0x9F};
  if (lead < 0xF0) return {2};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead < 0xF4) return {3};
  if (lead == 0xF4) return {3, 0x80, 0x8F};
  return {0};
}

/// Bytes of the character at the start of `text`, which is not empty; 0 where it is ill-formed.
std::size_t character_bytes(std::string_view text) {
  const auto lead = byte_at(text, 0);
  if (lead < 0x80) return 1;
  const auto tail = tail_of(lead);
  if (tail.bytes == 0 || text.size() <= tail.bytes) return 0;
  if (byte_at(text, 1) < tail.low || byte_at(text, 1) > tail.high) return 0;
  for (std::size_t i = 2; i <= tail.bytes; ++i) {
    if (!is_continuation(byte_at(text, i))) return 0;
  }
  return 1 + tail.bytes;
}

/// How many bytes at the start of `text` are surely ASCII; looks at eight at a time.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t block = 0;
  for (; at + sizeof block <= text.size(); at += sizeof block) {
    std::memcpy(&block, text.data() + at, sizeof block);
    if ((block & 0x8080808080808080U) != 0) break;
  }
  return at;
}

/// How many bytes at the start of `text` are surely ASCII and no controls; looks at eight at a time.
std::size_t plain_prefix(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  std::size_t at = 0;
  std::uint64_t block = 0;
  for (; at + sizeof block <= text.size(); at += sizeof block) {
    std::memcpy(&block, text.data() + at, sizeof block);
    // The high bit of a byte gets set where it was, where 0x20 is more than the byte, and where it is 0x7F. A
    // byte may be blamed for its neighbour; then the block is looked at byte by byte.
    if (((block | (block - 0x20 * kEach) | (block + kEach)) & (0x80 * kEach)) != 0) break;
  }
  return at;
}

/// Controls of C1 (two bytes), and those of direction and of line breaks (three bytes), which could
/// make a line read otherwise than it was written: U+2028-202E and U+2066-2069.
bool is_control(std::string_view character) {
  if (character.size() == 1) return byte_at(character, 0) < 0x20 || byte_at(character, 0) == 0x7F;
  if (character.size() == 2) return byte_at(character, 0) == 0xC2 && byte_at(character, 1) < 0xA0;
  if (character.size() != 3 || byte_at(character, 0) != 0xE2) return false;
  const auto second = byte_at(character, 1);
  const auto third = byte_at(character, 2);
  return (second == 0x80 && third >= 0xA8 && third <= 0xAE) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

}  // namespace

bool is_utf8(std::string_view text) {
  text.remove_prefix(ascii_prefix(text));
  while (!text.empty()) {
    const auto bytes = character_bytes(text);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  const std::size_t plain = plain_prefix(text);
  shown.append(text.substr(0, plain));
  text.remove_prefix(plain);
  while (!text.empty()) {
    const auto bytes = character_bytes(text);
    const auto character = text.substr(0, std::max<std::size_t>(bytes, 1));
    if (character == "\t") {
      shown += ' ';
    } else {
      shown += bytes == 0 || is_control(character) ? kReplacement : character;
    }
    text.remove_prefix(character.size());
  }
  return shown;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t cut = max_bytes;
  while (cut > 0 && max_bytes - cut < 3 && is_continuation(byte_at(text, cut))) --cut;
  return text.substr(0, is_continuation(byte_at(text, cut)) ? max_bytes : cut);
}

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
