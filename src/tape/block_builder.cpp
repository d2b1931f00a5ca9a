#include "tape/block_builder.hpp"

#include "base/check.hpp"
#include "tape/entry_codec.hpp"
#include "tape/entry_form.hpp"
#include "tape/tape_format.hpp"

namespace parley::tape {
namespace {

constexpr std::size_t kMaxEntryBytes = kMaxTextBytes + kEntryBytesBesideText;

}  // namespace

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
