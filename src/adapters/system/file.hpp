#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace parley::adapters {

/// Owns a file descriptor.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor();
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }  ///< Leaves the closing to the caller.
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// `what` failed by errno, in a sentence that ends with what to do.
Error errno_error(const std::string& what, const std::string& advice);

/// The whole file; nothing where there is none. Error kCorrupt where it is longer than `most` bytes.
Result<std::optional<std::string>> read_file(const std::filesystem::path& path, std::size_t most);

/// Puts `content` in the place of the file, readable by its owner only. A crash, of the machine too,
/// leaves the old content or the new; after success, the new. One writer at a time.
Result<void> replace_file(const std::filesystem::path& path, std::string_view content);

}  // namespace parley::adapters
