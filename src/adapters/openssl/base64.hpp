#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace parley::adapters {

/// The standard alphabet of RFC 4648 without padding, as the PHC string format has it.
std::string to_base64(std::span<const std::uint8_t> bytes);

/// Reads the same; error kMalformed for other letters, padding, or bits that no encoder leaves.
Result<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace parley::adapters
