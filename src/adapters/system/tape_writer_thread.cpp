#include "adapters/system/tape_writer_thread.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "tape/tape_format.hpp"

namespace parley::adapters {

using tape::TapeEndCause;

namespace {

/// What is set aside at a time: a program that is killed leaves so much of the disk in use.
constexpr std::uint64_t kStride = std::uint64_t{256} * 1024;

bool is_full(int error) { return error == ENOSPC || error == EDQUOT; }

int allocate(int file, std::uint64_t from, std::uint64_t to) {
  int error = 0;
  do {
    const int failed =
        ::fallocate(file, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(from), static_cast<off_t>(to - from));
    error = failed != 0 ? errno : 0;
  } while (error == EINTR);
  return error;
}

}  // namespace

TapeDisk::TapeDisk(FileDescriptor file, std::uint64_t most)
    : file_(std::move(file)), most_(most), can_seek_(::lseek(file_.number(), 0, SEEK_CUR) >= 0) {}

int TapeDisk::set_aside(std::uint64_t end) {
  if (!can_set_aside_ || end <= set_aside_) return 0;
  const std::uint64_t stride = std::max(end, std::min(most_, end + kStride));
  int error = allocate(file_.number(), bytes_, stride);
  set_aside_ = stride;
  if (is_full(error)) {
    error = allocate(file_.number(), bytes_, end);
    set_aside_ = end;
  }
  if (error == 0) return 0;
  set_aside_ = 0;
  if (is_full(error)) return error;
  can_set_aside_ = false;
  return 0;
}

int TapeDisk::write_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_.number(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

int TapeDisk::put(std::string_view head, std::string_view body) {
  const std::uint64_t end = bytes_ + head.size() + body.size();
  if (const int error = set_aside(end + tape::kMaxEndBytes); error != 0) return error;
  if (const int error = write_all(head); error != 0) return error;
  if (const int error = write_all(body); error != 0) return error;
  bytes_ = end;
  return 0;
}

bool TapeDisk::put_end(std::string_view end) {
  if (!can_seek_) return write_all(end) == 0;
  const auto here = static_cast<off_t>(bytes_);
  const bool written = ::lseek(file_.number(), here, SEEK_SET) == here && write_all(end) == 0;
  const auto whole = here + static_cast<off_t>(written ? end.size() : 0);
  return ::ftruncate(file_.number(), whole) == 0 && written;
}

TapeWriterThread::TapeWriterThread(TapeQueue& queue, TapeDisk disk, std::uint64_t most_bytes,
                                   std::string name)
    : queue_(queue), disk_(std::move(disk)), most_bytes_(most_bytes), name_(std::move(name)) {}

void TapeWriterThread::run() {
  for (bool more = true; more;) {
    const TapeQueue::Work work = queue_.wait();
    more = work.block && write(*work.block);
    if (work.end) end(*work.end);
  }
  has_stopped_.store(true, std::memory_order_release);
  const std::scoped_lock lock(mutex_);
  done_ = true;
  changed_.notify_all();
}

bool TapeWriterThread::fits(std::size_t bytes) const {
  return bytes <= most_bytes_ - disk_.bytes() - tape::kMaxEndBytes;
}

bool TapeWriterThread::write(const tape::RawBlock& block) {
  const std::string bytes = compressor_.compress(block);
  if (!fits(bytes.size())) {
    queue_.close();
    end_early(TapeEndCause::kLimit, "its limit of " + std::to_string(most_bytes_) + " bytes is reached", 0);
    return false;
  }
  if (const int error = disk_.put(bytes, {}); error != 0) {
    queue_.close();
    end_early(TapeEndCause::kGap, std::generic_category().message(error), block.entries + queue_.lost());
    return false;
  }
  compressor_.written();
  last_ = block.last;
  entries_ += block.entries;
  return true;
}

void TapeWriterThread::end(const TapeQueue::End& end) {
  if (end.cause == TapeEndCause::kGap) {
    end_early(end.cause, end.words, queue_.lost());
    return;
  }
  const auto words = end.words.empty() ? tape::default_reason(end.cause) : end.words;
  has_end_ = true;
  disk_.put_end(tape::EndBlock(compressor_.next_index(), last_, end.cause, words).bytes());
}

void TapeWriterThread::end_early(TapeEndCause cause, const std::string& why, std::uint64_t lost) {
  std::string words = why;
  if (lost > 0) words += "; at least " + std::to_string(lost) + " entries behind this are not recorded";
  has_end_ = true;
  const tape::EndBlock mark(compressor_.next_index(), last_, cause, words);
  const bool marked = disk_.put_end(mark.bytes());
  if (!marked) unwritten_end_ = mark.bytes();
  const std::scoped_lock lock(mutex_);
  early_end_ = "the tape " + name_ + " ends at entry " + std::to_string(entries_) + ", byte " +
               std::to_string(disk_.bytes()) + ": " + why +
               (marked ? "" : " (and no mark of its end could be written yet)") +
               "; nothing is recorded from here on, and the program goes on";
}

void TapeWriterThread::try_end_again() {
  if (!unwritten_end_.empty() && disk_.put_end(unwritten_end_)) unwritten_end_.clear();
}

bool TapeWriterThread::wait_for_end(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [this] { return done_; });
}

std::string TapeWriterThread::early_end() const {
  const std::scoped_lock lock(mutex_);
  return early_end_;
}

void TapeWriterThread::write_last(std::string_view words) {
  if (has_end_) return;
  const auto view = queue_.open_block().view();
  std::uint32_t index = compressor_.next_index();
  auto cause = TapeEndCause::kFault;
  tape::BlockHead head;
  head.raw_bytes = static_cast<std::uint32_t>(view.bytes.size());
  head.index = index;
  head.entries = view.entries;
  head.base = view.base;
  if (view.entries > 0 && !fits(tape::kBlockHeadBytes + view.bytes.size())) {
    cause = TapeEndCause::kLimit;
  } else if (view.entries > 0) {
    const auto head_bytes = tape::encode_block_head(head, view.bytes);
    const bool written = disk_.put({head_bytes.data(), head_bytes.size()}, view.bytes) == 0;
    if (written) last_ = queue_.open_block().last();
    if (written) ++index;
    if (!written) cause = TapeEndCause::kGap;
  }
  const auto why = cause == TapeEndCause::kFault ? words : tape::default_reason(cause);
  disk_.put_end(tape::EndBlock(index, last_, cause, why).bytes());
}

}  // namespace parley::adapters
