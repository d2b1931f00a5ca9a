#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/name.hpp"

namespace parley::wire {

/// The UDP datagram by which a v1 peer shows that it lives: `KEEP_ALIVE user`. Nothing answers it.
struct KeepAlive {
  UserName user;
  bool operator==(const KeepAlive&) const = default;
};

std::string encode(const KeepAlive& keep_alive);

/// Nothing for any other datagram.
std::optional<KeepAlive> decode_keep_alive(std::string_view datagram);

}  // namespace parley::wire
