#include "record/pseudonyms.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "wire/text.hpp"

namespace parley::record {
namespace {

constexpr std::size_t kLetters = 26;

/// How many stand-ins there are of a length.
std::size_t room_for(std::size_t length) {
  std::size_t room = 1;
  for (std::size_t i = 0; i < length && room < Pseudonyms::kMax; ++i) room *= kLetters;
  return std::min(room, Pseudonyms::kMax);
}

/// The least of those bytes that no reader of UTF-8 tells from this one, wherever it stands (Unicode 15,
/// table 3-7).
unsigned char least_alike(unsigned char byte) {
  constexpr std::array<unsigned char, 12> kFirst = {0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0,
                                                    0xE1, 0xED, 0xF0, 0xF1, 0xF4, 0xF5};
  if (byte == 0xEE || byte == 0xEF) return 0xE1;
  return *(std::upper_bound(kFirst.begin(), kFirst.end(), byte) - 1);
}

}  // namespace

void Pseudonyms::append(std::string_view secret, std::string_view owner, std::string& to) {
  std::size_t number = number_of(secret, owner);
  to.append(secret.size(), 'a');
  for (auto at = to.size(); number != 0; number /= kLetters) {
    to[--at] = static_cast<char>('a' + number % kLetters);
  }
}

std::size_t Pseudonyms::number_of(std::string_view secret, std::string_view owner) {
  PARLEY_CHECK(secret.size() <= limits::kSecretBytes);
  const auto digest = digest_of(secret, owner);
  if (const auto known = numbers_.find(digest); known != numbers_.end()) return known->second;
  auto& seen = seen_[secret.size()];
  if (numbers_.size() >= kMax || seen >= room_for(secret.size())) return 0;
  numbers_.emplace(digest, seen);
  return seen++;
}

Pseudonyms::Digest Pseudonyms::digest_of(std::string_view secret, std::string_view owner) {
  digested_ = secret;
  digested_ += ' ';
  for (const char c : owner) digested_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto hash = XXH3_128bits_withSeed(digested_.data(), digested_.size(), digest_key_);
  std::fill(digested_.begin(), digested_.end(), '\0');
  return {hash.low64, hash.high64};
}

char redacted(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value >= 0x80) return static_cast<char>(least_alike(value));
  const bool stays = value == 0 || value == ' ' || (value >= '\t' && value <= '\r');
  return stays ? byte : '.';
}

void append_redacted(std::string_view text, std::string& to) {
  while (!text.empty()) {
    const auto character = first_character(text);
    if (character.size() == 1) {
      to += redacted(character[0]);
    } else {
      to.append(character.size(), '.');
    }
    text.remove_prefix(character.size());
  }
}

void append_hidden(std::string_view text, std::string& to) {
  const auto begin = to.size();
  append_redacted(text, to);
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  std::replace_if(to.begin() + static_cast<std::ptrdiff_t>(begin), to.end(), is_ascii, '.');
}

std::string_view mask_digests(std::string_view text, std::string& scratch) {
  constexpr std::size_t kDigits = 64;
  constexpr std::string_view kFingerprint = "SHA256:";
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  std::size_t run = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_digit(text[at])) {
      ++run;
    } else if (const auto digits = std::exchange(run, 0); digits >= kDigits) {
      if (text.substr(0, at - digits).ends_with(kFingerprint)) continue;
      if (scratch.empty()) scratch = text;
      std::fill_n(scratch.begin() + static_cast<std::ptrdiff_t>(at - digits), digits, '.');
    }
  }
  return scratch.empty() ? text : std::string_view(scratch);
}

std::string_view first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const auto character = text.substr(0, bytes);
  return wire::is_utf8(character) ? character : text.substr(0, 1);
}

}  // namespace parley::record
