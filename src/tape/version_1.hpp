#pragma once

#include <string_view>

#include "base/result.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry.hpp"
#include "tape/tape_header.hpp"

/// The tapes of version 1, whose headers have their options by position, whose connections have no channel
/// and whose rooms are saved whatever version is stored. All that knows of them is this file, version_1.cpp
/// and the two calls in the readers; with the last such tape they can go.
namespace parley::tape::version_1 {

inline constexpr std::uint16_t kVersion = 1;

/// As decode_header() gives it.
Result<TapeHeader> decode_header(std::string_view bytes);

/// As decode_entry().
bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why);

}  // namespace parley::tape::version_1
