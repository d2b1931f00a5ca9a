#include "tape/tape_reader.hpp"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "tape/entry_form.hpp"
#include "tape/tape_format.hpp"
#include "tape/version_1.hpp"

namespace parley::tape {
namespace {

Error corrupt(std::string_view why) { return {ErrorCode::kCorrupt, std::string(why)}; }

/// `12,345`.
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

/// `1.250 s`, from one time to a later one. A forged tape's may lie farther apart than a Duration is long.
std::string seconds(Instant from, Instant to) {
  constexpr std::uint64_t kNanosecondsInMs = 1'000'000;
  const auto passed = static_cast<std::uint64_t>(to.time_since_epoch().count()) -
                      static_cast<std::uint64_t>(from.time_since_epoch().count());
  const std::uint64_t ms = passed / kNanosecondsInMs;
  const std::string rest = std::to_string(1000 + ms % 1000);
  return grouped(ms / 1000) + '.' + rest.substr(1) + " s";
}

}  // namespace

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

std::size_t BlockReader::fill(char* to, std::size_t count) {
  bytes_->read(to, static_cast<std::streamsize>(count));
  const auto got = static_cast<std::size_t>(bytes_->gcount());
  offset_ += got;
  return got;
}

Error BlockReader::cut_or_unreadable() const {
  if (bytes_->bad()) return {ErrorCode::kUnavailable, "the file cannot be read on; look at the disk"};
  return corrupt("the file ends within it: the program was killed as it wrote it, or the file was cut");
}

Result<void> BlockReader::magic() {
  std::array<char, kTapeMagicBytes> begin{};
  const std::size_t got = fill(begin.data(), begin.size());
  if (bytes_->bad()) return Error{ErrorCode::kUnavailable, "it cannot be read"};
  ByteReader reader({begin.data(), got});
  const auto known = std::min(got, kTapeMagic.size());
  if (got == 0 || reader.bytes(known) != kTapeMagic.substr(0, known)) {
    return Error{ErrorCode::kMalformed, "it is not a tape; give a file that was made with --record"};
  }
  if (got < begin.size()) return corrupt("it ends within its header: nothing was recorded");
  version_ = reader.byte();
  version_ = static_cast<std::uint16_t>(version_ | reader.byte() << 8U);
  if (version_ > kTapeVersion) {
    return Error{ErrorCode::kTooNew, "it was recorded by a later version of Parley (tape format " +
                                         std::to_string(version_) + ", and this one knows " +
                                         std::to_string(kTapeVersion) + "); replay it with that version"};
  }
  if (version_ == 0) return corrupt("its header names the tape format 0, and the first one is 1");
  return {};
}

Result<TapeHeader> BlockReader::header() {
  if (auto begun = magic(); !begun) return begun.error();
  BlockHead head;
  std::string_view fields;
  const auto found = next(head, fields);
  if (!found) return Error{found.error().code, "its header cannot be read: " + found.error().message};
  if (!*found) return corrupt("it ends within its header: nothing was recorded");
  if (head.entries != 0 || head.coding != BlockCoding::kStored)
    return corrupt("its first block is not a header");
  return version_ == version_1::kVersion ? version_1::decode_header(fields) : decode_header(fields);
}

Result<bool> BlockReader::read_block(BlockHead& head, std::string_view& payload) {
  block_at_ = offset_;
  BlockHeadBytes head_bytes{};
  const std::size_t got = fill(head_bytes.data(), head_bytes.size());
  if (got == 0 && !bytes_->bad()) return false;
  if (got < head_bytes.size()) return cut_or_unreadable();
  std::string_view why;
  const std::string_view head_view(head_bytes.data(), head_bytes.size());
  if (!decode_block_head(head_view, head, why)) return corrupt(why);
  payload_.resize(head.payload_bytes);
  if (fill(payload_.data(), payload_.size()) < payload_.size()) return cut_or_unreadable();
  payload = payload_;
  if (!checksum_fits(head_view, head, payload)) return corrupt("its checksum is wrong: the file was changed");
  return true;
}

Result<bool> BlockReader::next(BlockHead& head, std::string_view& entries) {
  std::string_view payload;
  auto found = read_block(head, payload);
  if (!found || !*found) return found;
  if (head.index != next_index_)
    return corrupt("its number is " + std::to_string(head.index) + ", and " + std::to_string(next_index_) +
                   " was expected: blocks are missing or out of order");
  if (!decompressor_.open(head, payload, entries))
    return corrupt("it does not decompress to what it says that it holds");
  ++next_index_;
  return true;
}

Result<bool> TapeReader::next(Entry& entry) {
  if (error_) return *error_;
  if (bytes_.at_end()) {
    const auto found = next_block();
    if (!found || !*found) return found;
  }
  return next_entry(entry);
}

Result<bool> TapeReader::next_block() {
  if (at_end_) return false;
  std::string_view bytes;
  const auto found = blocks_.next(head_, bytes);
  if (!found) return stop(found.error().code, blocks_.index(), found.error().message);
  if (!*found) {
    at_end_ = true;
    return false;
  }
  if (head_.entries == 0 || bytes.empty()) return broken("it is empty");
  if (entries_ > 0 && head_.base < last_) return broken("its time is before that of the block before");
  bytes_ = ByteReader(bytes);
  left_ = head_.entries;
  last_ = head_.base;
  return true;
}

Result<bool> TapeReader::next_entry(Entry& entry) {
  std::string_view why;
  Entry found;
  if (end_seen_) return broken("something stands behind the tape's end");
  if (left_ == 0 || !decode(found, why)) {
    return broken(left_ == 0 ? "it holds more entries than it says" : why);
  }
  --left_;
  if (left_ > 0 && bytes_.at_end()) return broken("it holds fewer entries than it says");
  if (entries_ == 0) first_ = found.at;
  last_ = found.at;
  end_seen_ = found.kind == EntryKind::kEnd;
  ++entries_;
  entry = found;
  return true;
}

bool TapeReader::decode(Entry& entry, std::string_view& why) {
  if (blocks_.version() != version_1::kVersion) return decode_entry(bytes_, last_, entry, why);
  if (!version_1::decode_entry(bytes_, last_, entry, why)) return false;
  old_questions_.update(entry);
  return true;
}

Error TapeReader::stop(ErrorCode code, std::uint32_t block, std::string_view why) {
  std::string message = name_ + ": block " + grouped(block) + ", at byte " + grouped(blocks_.block_at()) +
                        ": " + std::string(why) + "; ";
  message += entries_ == 0
                 ? std::string("nothing before it was recorded")
                 : "the tape is good up to " + seconds(first_, last_) + ", entry " + grouped(entries_);
  error_ = Error{code, std::move(message)};
  return *error_;
}

Result<std::unique_ptr<TapeReader>> TapeReader::read(std::unique_ptr<std::istream> bytes,
                                                     const std::string& name) {
  std::unique_ptr<TapeReader> tape(new TapeReader(std::move(bytes), name));
  auto header = tape->blocks_.header();
  if (!header) return Error{header.error().code, name + ": " + header.error().message};
  tape->header_ = *std::move(header);
  return tape;
}

Result<std::unique_ptr<TapeReader>> TapeReader::open(const std::filesystem::path& path) {
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file) {
    return Error{ErrorCode::kUnavailable, path.string() + " cannot be opened (" +
                                              std::generic_category().message(errno) +
                                              "); see that it is there, and yours"};
  }
  return read(std::move(file), path.string());
}

Result<TapeHeader> read_tape_header(const std::filesystem::path& path) {
  auto tape = TapeReader::open(path);
  if (!tape) return tape.error();
  return (*tape)->header();
}

}  // namespace parley::tape
