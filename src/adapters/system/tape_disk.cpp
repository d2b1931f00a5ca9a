#include "adapters/system/tape_disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "tape/tape_format.hpp"

namespace parley::adapters {
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

}  // namespace parley::adapters
