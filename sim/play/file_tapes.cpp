#include "sim/play/file_tapes.hpp"

#include <filesystem>
#include <fstream>
#include <ios>
#include <system_error>

namespace parley::sim::scenario {
namespace {

namespace fs = std::filesystem;

}  // namespace

class FileTapes::File final : public tape::BlockSink {
 public:
  File(const fs::path& path, Result<void>& written)
      : path_(path), written_(written), file_(path, std::ios::binary) {
    std::error_code refused;  // Where the file system has no owners.
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, refused);
    look();
  }

  bool offer(std::string bytes) override {
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
    return look();
  }

 private:
  bool look() {
    if (!file_ && written_) written_ = Error{ErrorCode::kUnavailable, path_.string() + " cannot be written"};
    return file_.good();
  }

  fs::path path_;
  Result<void>& written_;
  std::ofstream file_;
};

std::unique_ptr<tape::BlockSink> FileTapes::next_sink(const std::string& name) {
  return std::make_unique<File>(folder_.next(name), written_);
}

}  // namespace parley::sim::scenario
