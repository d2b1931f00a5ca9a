#pragma once

#include <cstddef>

namespace parley::adapters {

// How much the loop does in one go before it looks elsewhere; base/limits.hpp has what one socket may do.
inline constexpr std::size_t kSocketsPerRound = 128;  ///< Those that are ready together.
inline constexpr std::size_t kTasksPerTurn = 64;      ///< Posted in a turn, and run at its end.

/// What a connection gathers in a turn and has not offered the system yet: unsent() knows nothing of it.
inline constexpr std::size_t kGatheredBytes = std::size_t{16} * 1024;

}  // namespace parley::adapters
