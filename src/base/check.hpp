#pragma once

namespace parley {

/// Writes the broken invariant and where it stands to stderr, then aborts. Always compiled in.
[[noreturn]] void check_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace parley

/// Guards an invariant of our own code. Never for what another program sent: that is parsed into a
/// value, or answered with an error.
#define PARLEY_CHECK(condition)                        \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::parley::check_failed(#condition, __FILE__, __LINE__))
