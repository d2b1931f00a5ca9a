#include "adapters/system/data_dir.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace parley::adapters {
namespace {

constexpr mode_t kOwnerOnlyDir = 0700;
constexpr std::size_t kLockFileBytes = 64;

/// An environment variable that holds an absolute path; anything else counts as unset.
std::filesystem::path path_variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread starts
  std::filesystem::path path(value == nullptr ? "" : value);
  return path.is_absolute() ? path : std::filesystem::path();
}

Error in_use(const std::filesystem::path& directory, const std::filesystem::path& lock_file) {
  const auto holder = read_file(lock_file, kLockFileBytes);
  const std::string process = holder && *holder && !(*holder)->empty() ? " (process " + **holder + ")" : "";
  return {ErrorCode::kUnavailable, "the data folder " + directory.string() + " is in use by another program" +
                                       process + "; end that one, or choose another folder"};
}

}  // namespace

Result<std::filesystem::path> default_data_dir(const std::string& program) {
  if (const auto data = path_variable("XDG_DATA_HOME"); !data.empty()) return data / program;
  if (const auto home = path_variable("HOME"); !home.empty()) return home / ".local" / "share" / program;
  return Error{ErrorCode::kUnavailable,
               "neither XDG_DATA_HOME nor HOME is set; name a folder with --data DIR"};
}

Result<void> make_data_dir(const std::filesystem::path& path) {
  std::error_code failure;
  auto folder = std::filesystem::absolute(path, failure).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // a slash at the end
  std::filesystem::create_directories(folder.parent_path(), failure);
  if (::mkdir(folder.c_str(), kOwnerOnlyDir) == 0) return {};
  if (errno == EEXIST) {
    if (std::filesystem::is_directory(folder, failure)) return {};
    errno = ENOTDIR;
  }
  return errno_error("cannot make the data folder " + path.string(), "choose another with --data DIR");
}

Result<DataDirLock> DataDirLock::take(const std::filesystem::path& directory) {
  const auto path = directory / "lock";
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file) return errno_error("cannot write " + path.string(), "choose another folder with --data DIR");
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) return in_use(directory, path);
  // Who holds it is only for the message to others: it need not be written for the lock to hold.
  const std::string process = std::to_string(::getpid());
  if (::ftruncate(file.number(), 0) == 0) {
    static_cast<void>(::pwrite(file.number(), process.data(), process.size(), 0) == 0);
  }
  return DataDirLock(std::move(file));
}

}  // namespace parley::adapters
