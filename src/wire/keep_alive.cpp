#include "wire/keep_alive.hpp"

#include <utility>

#include "base/limits.hpp"
#include "wire/text.hpp"

namespace parley::wire {
namespace {

constexpr std::string_view kVerb = "KEEP_ALIVE";

}  // namespace

std::string encode(const KeepAlive& keep_alive) {
  const auto& user = keep_alive.user.text();
  std::string datagram;
  datagram.reserve(kVerb.size() + 1 + user.size());
  datagram += kVerb;
  datagram += ' ';
  datagram += user;
  return datagram;
}

std::optional<KeepAlive> decode_keep_alive(std::string_view datagram) {
  if (datagram.size() > limits::kDatagramBytes) return std::nullopt;
  if (next_word(datagram) != kVerb) return std::nullopt;
  const auto name = next_word(datagram);
  if (!next_word(datagram).empty()) return std::nullopt;
  auto user = UserName::parse(name);
  if (!user) return std::nullopt;
  return KeepAlive{std::move(*user)};
}

}  // namespace parley::wire
