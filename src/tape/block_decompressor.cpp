#include "tape/block_decompressor.hpp"

#include <zstd.h>

#include "base/check.hpp"
#include "tape/tape_format.hpp"

namespace parley::tape {

struct BlockDecompressor::Stream {
  ZSTD_DCtx* context = ZSTD_createDCtx();

  Stream() {
    PARLEY_CHECK(context != nullptr);
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, kWindowBits);
  }
  ~Stream() { ZSTD_freeDCtx(context); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

BlockDecompressor::BlockDecompressor() : stream_(std::make_unique<Stream>()) {}
BlockDecompressor::~BlockDecompressor() = default;

bool BlockDecompressor::open(const BlockHead& head, std::string_view payload, std::string_view& entries) {
  if (head.coding == BlockCoding::kStored) {
    entries = payload;
    return true;
  }
  raw_.resize(head.raw_bytes + std::size_t{1});  // One more, so that all that there is comes out.
  ZSTD_inBuffer in{payload.data(), payload.size(), 0};
  ZSTD_outBuffer out{raw_.data(), raw_.size(), 0};
  while (in.pos < in.size) {
    const std::size_t before = in.pos + out.pos;
    const std::size_t hint = ZSTD_decompressStream(stream_->context, &out, &in);
    if (ZSTD_isError(hint) != 0U || hint == 0 || in.pos + out.pos == before) return false;
  }
  entries = std::string_view(raw_).substr(0, out.pos);
  return out.pos == head.raw_bytes;
}

}  // namespace parley::tape
