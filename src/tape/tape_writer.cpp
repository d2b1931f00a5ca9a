#include "tape/tape_writer.hpp"

#include <zstd.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry_form.hpp"

namespace parley::tape {
namespace {

constexpr int kLevel = 3;

void append_block(std::string& to, const BlockHead& head, std::string_view payload) {
  const auto head_bytes = encode_block_head(head, payload);
  to.append(head_bytes.data(), head_bytes.size());
  to.append(payload);
}

}  // namespace

Result<std::string> tape_beginning(const TapeHeader& header) {
  const auto fields = encode_header(header);
  if (!fields) return fields.error();
  std::string bytes(kTapeMagic);
  bytes += static_cast<char>(kTapeVersion & 0xFF);
  bytes += static_cast<char>(kTapeVersion >> 8);
  BlockHead head;
  head.raw_bytes = static_cast<std::uint32_t>(fields->size());
  append_block(bytes, head, *fields);
  PARLEY_CHECK(bytes.size() <= kMaxHeaderBytes);
  return bytes;
}

EndBlock::EndBlock(std::uint32_t index, Instant at, TapeEndCause cause, std::string_view words) {
  static_assert(kBlockHeadBytes + kEntryBytesBesideText + kMaxEndTextBytes <= kMaxEndBytes);
  Entry entry;
  entry.kind = EntryKind::kEnd;
  entry.at = at;
  entry.number = static_cast<std::int64_t>(cause);
  entry.text = words.substr(0, kMaxEndTextBytes);
  char* const payload = bytes_.data() + kBlockHeadBytes;
  ByteWriter writer(payload);
  encode_entry(entry, at, writer);
  const std::string_view coded(payload, static_cast<std::size_t>(writer.at() - payload));
  BlockHead head;
  head.raw_bytes = static_cast<std::uint32_t>(coded.size());
  head.index = index;
  head.entries = 1;
  head.base = at;
  const auto head_bytes = encode_block_head(head, coded);
  std::copy(head_bytes.begin(), head_bytes.end(), bytes_.begin());
  length_ = kBlockHeadBytes + coded.size();
}

struct BlockCompressor::Stream {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  std::string payload;

  Stream() {
    PARLEY_CHECK(context != nullptr);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, kWindowBits);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  }
  ~Stream() { ZSTD_freeCCtx(context); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

BlockCompressor::BlockCompressor() : stream_(std::make_unique<Stream>()) {}
BlockCompressor::~BlockCompressor() = default;

std::string BlockCompressor::compress(const RawBlock& block) {
  std::string& payload = stream_->payload;
  payload.resize(ZSTD_compressBound(block.bytes.size()) + 64);
  ZSTD_inBuffer in{block.bytes.data(), block.bytes.size(), 0};
  ZSTD_outBuffer out{payload.data(), payload.size(), 0};
  const std::size_t left = ZSTD_compressStream2(stream_->context, &out, &in, ZSTD_e_flush);
  PARLEY_CHECK(left == 0 && in.pos == in.size);
  BlockHead head;
  head.coding = BlockCoding::kZstd;
  head.raw_bytes = static_cast<std::uint32_t>(block.bytes.size());
  head.index = next_index_;
  head.entries = block.entries;
  head.base = block.base;
  std::string bytes;
  bytes.reserve(kBlockHeadBytes + out.pos);
  append_block(bytes, head, std::string_view(payload).substr(0, out.pos));
  return bytes;
}

std::string_view default_reason(TapeEndCause cause) {
  switch (cause) {
    case TapeEndCause::kFinished:
      return "the program has ended";
    case TapeEndCause::kLimit:
      return "the tape has reached its limit";
    case TapeEndCause::kGap:
      return "what followed could not be recorded";
    case TapeEndCause::kFault:
      return "the program failed a check of its own";
  }
  return {};
}

bool TapeBytes::offer(std::string bytes) {
  bytes_ += bytes;
  return true;
}

TapeWriter::TapeWriter(const TapeHeader& header, BlockSink& sink, const TapeLimits& limits)
    : sink_(sink), limits_(limits), builder_(limits.block_bytes) {
  PARLEY_CHECK(limits.max_bytes >= kMinTapeBytes);
  put(tape_beginning(header).value());
}

void TapeWriter::add(const Entry& entry) {
  if (ended_ || entry.kind == EntryKind::kEnd) return;
  if (!builder_.is_empty() && entry.at - builder_.view().base >= limits_.block_age) seal();
  if (ended_) return;
  if (!builder_.add(entry)) finish(TapeEndCause::kGap, kNotRecordable);
  if (builder_.is_full()) seal();
}

void TapeWriter::seal() {
  if (ended_ || builder_.is_empty()) return;
  const RawBlock block = builder_.take();
  std::string bytes = compressor_.compress(block);
  if (bytes.size() > limits_.max_bytes - bytes_ - kMaxEndBytes) {
    end(TapeEndCause::kLimit, {});
    return;
  }
  put(std::move(bytes));
  compressor_.written();
  last_ = block.last;
}

void TapeWriter::finish(TapeEndCause cause, std::string_view words) {
  seal();
  if (!ended_) end(cause, words);
}

void TapeWriter::end(TapeEndCause cause, std::string_view words) {
  const EndBlock block(compressor_.next_index(), last_, cause, words.empty() ? default_reason(cause) : words);
  put(std::string(block.bytes()));
  ended_ = true;
}

void TapeWriter::put(std::string bytes) {
  bytes_ += bytes.size();
  if (!sink_.offer(std::move(bytes))) ended_ = true;
}

}  // namespace parley::tape
