#include "sim/merge/fingerprint.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <variant>

#include "sim/merge/logins.hpp"
#include "wire/keep_alive.hpp"
#include "wire/open_room.hpp"

namespace parley::sim::merge {
namespace {

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

bool was_cut(const tape::Entry& entry) {
  return tape::is_output(entry.kind) && entry.size > tape::kOutputTextBytes;
}

std::uint64_t size_of(const tape::Entry& entry) { return was_cut(entry) ? entry.size : entry.text.size(); }

/// Up to the name of the first who is logged in or signed up there: his secret follows.
std::optional<std::string_view> before_secret(std::string_view text) {
  text = text.substr(0, tape::kOutputTextBytes);
  for (const std::string_view verb : {"LOGIN ", "REGISTER "}) {
    for (std::size_t at = text.find(verb); at != text.npos; at = text.find(verb, at + 1)) {
      if (at > 0 && text[at - 1] != '\n') continue;
      return text.substr(0, std::min(text.find(' ', at + verb.size()), text.size()));
    }
  }
  return std::nullopt;
}

struct Writer {
  std::string operator()(const wire::Said& said) const { return said.user; }
  std::string operator()(const wire::Joined& joined) const { return joined.user; }
  std::string operator()(const wire::Left& left) const { return left.user; }
  std::string operator()(const auto&) const { return {}; }
};

constexpr std::string_view kKeepAlive = "KEEP_ALIVE ";

}  // namespace

std::uint64_t fingerprint_of_piece(const tape::Entry& entry) {
  if (const auto known = before_secret(entry.text)) return hash_of(*known, size_of(entry));
  return was_cut(entry) ? entry.digest : hash_of(entry.text);
}

std::uint64_t fingerprint_of_line(const tape::Entry& entry, std::uint16_t port, bool texts_kept) {
  if (texts_kept) return (was_cut(entry) ? entry.digest : hash_of(entry.text)) ^ port;
  return hash_of(writer_of(entry.text), size_of(entry)) ^ port;
}

std::uint64_t fingerprint_of_keep_alive(const tape::Entry& entry) {
  return hash_of(folded(entry.text.substr(std::min(kKeepAlive.size(), entry.text.size()))), 1);
}

bool is_keep_alive(const tape::Entry& entry) { return wire::decode_keep_alive(entry.text).has_value(); }

std::string writer_of(std::string_view datagram) {
  return std::visit(Writer{}, wire::decode_room_datagram(datagram));
}

}  // namespace parley::sim::merge
