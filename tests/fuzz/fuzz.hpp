#pragma once

#include <cstdint>
#include <string_view>

namespace parley::fuzz {

/// A fuzz target: takes any bytes. A property that does not hold fails by PARLEY_CHECK.
void run(std::string_view input);

/// Whether text may go to a terminal: no control characters, judged apart from wire::printable().
bool is_harmless(std::string_view text);

}  // namespace parley::fuzz
