#pragma once

#include <cstddef>
#include <string_view>

#include "base/time.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry.hpp"

namespace parley::tape {

struct EntryForm;

/// An entry is coded in no more than that and its text.
inline constexpr std::size_t kEntryBytesBesideText = 1 + 4 * kVarintBytes + kEndpointBytes + 16 + 8;

/// Writes an entry that has its kind's form; `last` is the time of the one before it in the block, or the
/// block's own, and not later.
void encode_entry(const Entry& entry, Instant last, ByteWriter& writer);

/// Reads the next entry of a block. False where it is none that can have been written: `why` names the first
/// thing wrong. The text lies within the reader's bytes.
bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why);

/// The kind that decode_entry() would read.
EntryKind next_kind(const ByteReader& reader);

/// The same as decode_entry() of an entry of another form than its kind has today.
bool decode_entry_as(const EntryForm& form, ByteReader& reader, Instant last, Entry& entry,
                     std::string_view& why);

}  // namespace parley::tape
