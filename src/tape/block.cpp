#include "tape/block.hpp"

#include <xxhash.h>

#include "base/check.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry_form.hpp"
#include "tape/tape_format.hpp"

namespace parley::tape {
namespace {

constexpr std::string_view kMarker = "PBLK";
constexpr std::size_t kMaxEntryBytes = kMaxTextBytes + kEntryBytesBesideText;
constexpr std::size_t kFieldsBytes = kBlockHeadBytes - 8;

/// Incompressible bytes grow by zstd's own heads.
constexpr std::size_t most_payload(std::size_t raw_bytes) { return raw_bytes + raw_bytes / 64 + 1024; }

std::uint64_t checksum(std::string_view fields, std::string_view payload) {
  return XXH3_64bits_withSeed(payload.data(), payload.size(), XXH3_64bits(fields.data(), fields.size()));
}

bool lengths_fit(const BlockHead& head) {
  if (head.raw_bytes > kMaxBlockBytes || head.entries > head.raw_bytes) return false;
  if (head.coding == BlockCoding::kStored) return head.payload_bytes == head.raw_bytes;
  return head.payload_bytes <= most_payload(head.raw_bytes);
}

}  // namespace

BlockHeadBytes encode_block_head(BlockHead head, std::string_view payload) {
  BlockHeadBytes bytes{};
  ByteWriter writer(bytes.data());
  writer.bytes(kMarker);
  writer.fixed32(static_cast<std::uint8_t>(head.coding));
  writer.fixed32(static_cast<std::uint32_t>(payload.size()));
  writer.fixed32(head.raw_bytes);
  writer.fixed32(head.index);
  writer.fixed32(head.entries);
  writer.fixed64(static_cast<std::uint64_t>(head.base.time_since_epoch().count()));
  writer.fixed64(checksum({bytes.data(), kFieldsBytes}, payload));
  return bytes;
}

bool decode_block_head(std::string_view bytes, BlockHead& head, std::string_view& why) {
  ByteReader reader(bytes);
  const bool marked = reader.bytes(kMarker.size()) == kMarker;
  const std::uint32_t coding = reader.fixed32();
  head.payload_bytes = reader.fixed32();
  head.raw_bytes = reader.fixed32();
  head.index = reader.fixed32();
  head.entries = reader.fixed32();
  head.base = Instant(Duration(static_cast<std::int64_t>(reader.fixed64())));
  head.checksum = reader.fixed64();
  why = "no block begins there: the file was changed";
  if (!marked || reader.failed() || coding > static_cast<std::uint32_t>(BlockCoding::kZstd)) return false;
  head.coding = static_cast<BlockCoding>(coding);
  why = "its length is out of bounds";
  return lengths_fit(head);
}

bool checksum_fits(std::string_view head_bytes, const BlockHead& head, std::string_view payload) {
  return head.checksum == checksum(head_bytes.substr(0, kFieldsBytes), payload);
}

BlockBuilder::BlockBuilder(std::size_t block_bytes)
    : block_bytes_(block_bytes), memory_(new char[block_bytes + kMaxEntryBytes]) {
  static_assert(kMaxEntryBytes < kMaxBlockBytes);
  PARLEY_CHECK(block_bytes > 0 && block_bytes + kMaxEntryBytes <= kMaxBlockBytes);
}

bool BlockBuilder::add(const Entry& entry) {
  PARLEY_CHECK(!is_full());
  if (!has_form(entry) || (has_begun_ && entry.at < last_)) return false;
  const View now = view();
  const Instant before = now.bytes.empty() ? entry.at : last_;
  if (now.bytes.empty()) base_ = entry.at;
  ByteWriter writer(memory_.get() + now.bytes.size());
  encode_entry(entry, before, writer);
  last_ = entry.at;
  has_begun_ = true;
  const auto bytes = static_cast<std::uint64_t>(writer.at() - memory_.get());
  used_.store(std::uint64_t{now.entries + 1} << 32 | bytes, std::memory_order_release);
  return true;
}

BlockBuilder::View BlockBuilder::view() const {
  const std::uint64_t used = used_.load(std::memory_order_acquire);
  return {{memory_.get(), static_cast<std::uint32_t>(used)}, static_cast<std::uint32_t>(used >> 32), base_};
}

RawBlock BlockBuilder::take() {
  const View now = view();
  RawBlock block{std::string(now.bytes), now.entries, now.base, last_};
  used_.store(0, std::memory_order_release);
  return block;
}

}  // namespace parley::tape
