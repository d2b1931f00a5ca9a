#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/time.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry.hpp"

namespace parley::tape {

/// How an entry's text stands on a tape.
enum class TextForm : std::uint8_t {
  kNone,
  kWhole,  ///< Its length and its bytes.
  kCut,    ///< An output's: its size, its bytes up to kOutputTextBytes and, where it has more, its digest.
};

/// What the entries of one kind hold besides their time, in the order in which it stands on a tape: the id,
/// the number, the endpoint, the channel, the text. docs/tape.md shows the same table.
struct EntryForm {
  EntryKind kind;
  std::string_view name;  ///< `record`, for messages and for people.
  bool id = false;
  bool number = false;
  bool endpoint = false;
  bool channel = false;
  TextForm text = TextForm::kNone;
  std::int64_t most_number = 0;  ///< 0 is the least.
  std::size_t least_text = 0;
  std::size_t most_text = 0;
};

/// All kinds, their numbers rising.
std::span<const EntryForm> entry_forms();

/// nullptr where the kind is unknown.
const EntryForm* form_of(EntryKind kind);

/// Whether the entry holds what its kind does, nothing else and no more. Of what the ports promise this is
/// true; only their messages and the lines of a terminal might be too long.
bool has_form(const Entry& entry);

/// An entry is coded in no more than that and its text.
inline constexpr std::size_t kEntryBytesBesideText = 1 + 4 * kVarintBytes + kEndpointBytes + 16 + 8;

/// Writes an entry that has its kind's form; `last` is the time of the one before it in the block, or the
/// block's own, and not later.
void encode_entry(const Entry& entry, Instant last, ByteWriter& writer);

/// Reads the next entry of a block. False where it cannot have been written so: `why` names the first
/// thing wrong. The text lies within the reader's bytes.
bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why);

/// The kind that decode_entry() would read.
EntryKind next_kind(const ByteReader& reader);

/// The same as decode_entry() of an entry of another form than its kind has today.
bool decode_entry_as(const EntryForm& form, ByteReader& reader, Instant last, Entry& entry,
                     std::string_view& why);

}  // namespace parley::tape
