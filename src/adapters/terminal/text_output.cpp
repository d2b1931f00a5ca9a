#include "adapters/terminal/text_output.hpp"

#include <fcntl.h>

namespace parley::adapters {

TextOutput::TextOutput(int fd) {
  const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (copy >= 0) file_.reset(::fdopen(copy, "w"));
}

void TextOutput::write(std::string_view text) {
  if (file_ != nullptr)
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size());
}

void TextOutput::flush() {
  if (file_ != nullptr) static_cast<void>(std::fflush(file_.get()) == 0);
}

}  // namespace parley::adapters
