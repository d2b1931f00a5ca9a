#pragma once

#include <cstdio>
#include <memory>
#include <string_view>

namespace parley::adapters {

/// Writes to a copy of a file descriptor. What cannot be written is lost, and is_lost() from then on.
class TextOutput {
 public:
  explicit TextOutput(int fd);

  void write(std::string_view text);
  void flush();
  bool is_lost() const { return file_ == nullptr || std::ferror(file_.get()) != 0; }

  /// For libedit.
  std::FILE* file() const { return file_.get(); }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace parley::adapters
