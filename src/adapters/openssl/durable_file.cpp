#include "adapters/openssl/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace parley::adapters {
namespace {

constexpr std::size_t kMaxBytes = 1024 * 1024;

Error file_error(const std::string& what, const std::filesystem::path& path, int number) {
  const auto code = number == ENOSPC || number == EDQUOT ? ErrorCode::kFull : ErrorCode::kUnavailable;
  return {code, "cannot " + what + " '" + path.string() + "': " + std::generic_category().message(number)};
}

/// Closes its descriptor at the end of the scope.
class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags, mode_t mode)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// 0 or the errno.
int write_and_sync(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

Result<void> write_durably(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
  const std::filesystem::path temporary = path.string() + ".new";
  ::unlink(temporary.c_str());  // Left by a start that was cut short.
  const OpenFile file(temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
  if (file.get() < 0) return file_error("write", temporary, errno);
  if (const int failed = write_and_sync(file.get(), bytes); failed != 0) {
    ::unlink(temporary.c_str());
    return file_error("write", temporary, failed);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return file_error("write", path, errno);
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const OpenFile directory(folder, O_RDONLY | O_DIRECTORY, 0);
  if (directory.get() < 0 || ::fsync(directory.get()) != 0) return file_error("sync", folder, errno);
  return {};
}

Result<std::string> read_small_file(const std::filesystem::path& path) {
  const OpenFile file(path, O_RDONLY, 0);
  if (file.get() < 0) return file_error("read", path, errno);
  std::string bytes;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got == 0) return bytes;
    if (got < 0 && errno != EINTR) return file_error("read", path, errno);
    if (got > 0) bytes.append(block.data(), static_cast<std::size_t>(got));
    if (bytes.size() > kMaxBytes) return file_error("read", path, EFBIG);
  }
}

}  // namespace parley::adapters
