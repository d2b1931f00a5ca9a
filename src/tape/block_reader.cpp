#include "tape/block_reader.hpp"

#include <array>

#include "tape/byte_codec.hpp"
#include "tape/tape_format.hpp"
#include "tape/tape_header.hpp"
#include "tape/version_1.hpp"

namespace parley::tape {
namespace {

Error corrupt(std::string_view why) { return {ErrorCode::kCorrupt, std::string(why)}; }

}  // namespace

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

}  // namespace parley::tape
