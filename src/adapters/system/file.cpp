#include "adapters/system/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace parley::adapters {
namespace {

constexpr int kOwnerOnly = 0600;

Result<void> write_all(int file, std::string_view bytes, const std::string& what) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno_error(what, "see that the disk has space");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

/// Makes a finished rename survive a crash of the machine.
Result<void> sync_directory(const std::filesystem::path& directory) {
  const FileDescriptor file(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file || ::fsync(file.number()) != 0) {
    return errno_error("cannot sync " + directory.string(), "look at the health of the disk");
  }
  return {};
}

Result<void> write_new(const std::filesystem::path& path, std::string_view content) {
  const std::string what = "cannot write " + path.string();
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly));
  if (!file) return errno_error(what, "see that this user may write there");
  if (auto written = write_all(file.number(), content, what); !written) return written;
  if (::fsync(file.number()) != 0) return errno_error(what, "look at the health of the disk");
  return {};
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) ::close(number_);
}

Error errno_error(const std::string& what, const std::string& advice) {
  const int code = errno;
  const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return {full ? ErrorCode::kFull : ErrorCode::kUnavailable,
          what + " (" + std::generic_category().message(code) + "); " + advice};
}

Result<std::optional<std::string>> read_file(const std::filesystem::path& path, std::size_t most) {
  const std::string what = "cannot read " + path.string();
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file && errno == ENOENT) return std::optional<std::string>();
  if (!file) return errno_error(what, "see that this user may read it");
  std::string content;
  std::array<char, 4096> chunk{};
  for (;;) {
    const ssize_t count = ::read(file.number(), chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno_error(what, "look at the health of the disk");
    if (count == 0) return std::optional<std::string>(std::move(content));
    content.append(chunk.data(), static_cast<std::size_t>(count));
    if (content.size() > most) {
      return Error{ErrorCode::kCorrupt,
                   path.string() + " is far too long to be what it should; move it away"};
    }
  }
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::path fresh = path;
  fresh += ".new";
  if (auto written = write_new(fresh, content); !written) {
    ::unlink(fresh.c_str());
    return written;
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) {
    return errno_error("cannot replace " + path.string(), "see that this user may write there");
  }
  return sync_directory(path.parent_path());
}

}  // namespace parley::adapters
