#pragma once

#include <cstdint>

namespace parley::registry {

/// Names one connection for the registry's life: never used twice, so an outcome that comes late finds
/// its own session or none. Rises with each connection accepted.
enum class SessionId : std::uint64_t {};

}  // namespace parley::registry
