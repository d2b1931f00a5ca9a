#pragma once

#include <cstddef>
#include <string_view>

#include "base/time.hpp"
#include "record/byte_codec.hpp"
#include "record/entry.hpp"

namespace parley::record {

/// An entry is coded in no more than that and its text.
inline constexpr std::size_t kEntryBytesBesideText = 1 + 4 * kVarintBytes + kEndpointBytes + 8;

/// Writes an entry that has its kind's form; `last` is the time of the one before it in the block, or the
/// block's own, and not later.
void encode_entry(const Entry& entry, Instant last, ByteWriter& writer);

/// Reads the next entry of a block. False where it is none that can have been written: `why` names the first
/// thing wrong. The text lies within the reader's bytes.
bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why);

}  // namespace parley::record
