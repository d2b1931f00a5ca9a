#include "sim/process/descriptor.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>

namespace parley::sim::process {

void Descriptor::close() {
  if (number_ >= 0) ::close(release());
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_some(int descriptor, std::string& bytes) {
  std::array<char, 4096> buffer{};
  ssize_t got = -1;
  do {
    got = ::read(descriptor, buffer.data(), buffer.size());
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return false;
  bytes.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

}  // namespace parley::sim::process
