#include "sim/scenario/folder_tapes.hpp"

#include <filesystem>
#include <fstream>
#include <ios>

namespace parley::sim::scenario {

class FolderTapes::File final : public Medium {
 public:
  File(const std::filesystem::path& path, Result<void>& written)
      : path_(path), written_(written), file_(path, std::ios::binary) {
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

  std::filesystem::path path_;
  Result<void>& written_;
  std::ofstream file_;
};

std::unique_ptr<WrittenTapes::Medium> FolderTapes::next_medium(const std::string& name) {
  if (!only_.empty() && !only_.contains(name)) return nullptr;
  return std::make_unique<File>(folder_.next(name), written_);
}

}  // namespace parley::sim::scenario
