#include "tape/block_compressor.hpp"

#include <zstd.h>

#include <algorithm>

#include "base/check.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry_codec.hpp"
#include "tape/tape_format.hpp"
#include "tape/tape_header.hpp"

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
  static_assert(std::tuple_size_v<decltype(bytes_)> == kMaxEndBytes);
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

}  // namespace parley::tape
