#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "tape/entry.hpp"

namespace parley::tape {

/// A tape begins with this and its version, two bytes, the low one first.
inline constexpr std::string_view kTapeMagic = "PARLEY\x1A\n";
inline constexpr std::size_t kTapeMagicBytes = 10;  ///< With the version.

/// What a block's payload is.
enum class BlockCoding : std::uint8_t {
  kStored = 0,
  kZstd = 1,  ///< The next piece of one zstd stream that goes through all blocks of this coding, flushed.
};

inline constexpr std::size_t kBlockHeadBytes = 40;
using BlockHeadBytes = std::array<char, kBlockHeadBytes>;

/// What stands before a block's payload (docs/tape.md).
struct BlockHead {
  BlockCoding coding = BlockCoding::kStored;
  std::uint32_t payload_bytes = 0;
  std::uint32_t raw_bytes = 0;  ///< The entries that it holds, uncompressed.
  std::uint32_t index = 0;      ///< Its number on the tape; the header's block is 0.
  std::uint32_t entries = 0;
  Instant base{};              ///< What the first entry's time counts from.
  std::uint64_t checksum = 0;  ///< XXH3 of the payload, seeded with XXH3 of the fields above.

  bool operator==(const BlockHead&) const = default;
};

/// The bytes before `payload`, its length and checksum filled in. A signal handler may call it.
BlockHeadBytes encode_block_head(BlockHead head, std::string_view payload);

/// False where no block begins like this: marker, coding or a length out of bounds is wrong. `why` says
/// which.
bool decode_block_head(std::string_view bytes, BlockHead& head, std::string_view& why);

/// Whether the head, as it stands on the tape, and the payload are as they were written.
bool checksum_fits(std::string_view head_bytes, const BlockHead& head, std::string_view payload);

/// Entries as they are coded, not yet a block.
struct RawBlock {
  std::string bytes;
  std::uint32_t entries = 0;
  Instant base{};
  Instant last{};  ///< The last entry's time.
};

/// Why a tape ends at an entry that BlockBuilder::add() does not take.
inline constexpr std::string_view kNotRecordable =
    "an entry is too long for a tape, or does not have the form of its kind";

/// Fills one block after another with entries. What was filled in can be looked at in place at any moment,
/// by a signal handler that interrupts add() too.
class BlockBuilder {
 public:
  explicit BlockBuilder(std::size_t block_bytes);

  /// Not while is_full(). False where a tape has no form for the entry (has_form()), or its time runs back.
  bool add(const Entry& entry);
  bool is_full() const { return view().bytes.size() >= block_bytes_; }
  bool is_empty() const { return view().bytes.empty(); }

  /// What was added, and begins anew. Its time counts from its first entry.
  RawBlock take();

  /// The same to look at: whole entries, whenever that is.
  struct View {
    std::string_view bytes;
    std::uint32_t entries = 0;
    Instant base{};
  };
  View view() const;

  Instant last() const { return last_; }  ///< The time of the last of all entries.

 private:
  std::size_t block_bytes_;
  std::unique_ptr<char[]> memory_;
  std::atomic<std::uint64_t> used_ = 0;  ///< Entries and, in the low half, bytes: both change at once.
  bool has_begun_ = false;
  Instant base_{};
  Instant last_{};
};

}  // namespace parley::tape
