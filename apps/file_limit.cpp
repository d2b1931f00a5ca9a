#include "apps/file_limit.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

namespace parley::apps {

std::size_t raise_file_limit() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return std::numeric_limits<std::size_t>::max();
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  ::getrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_cur;
}

std::size_t connections_within(std::size_t files, std::size_t wanted) {
  constexpr std::size_t kOwnFiles = 64;
  const std::size_t left = files - std::min(files, kOwnFiles);
  return std::clamp<std::size_t>(left - left / 8, 1, wanted);
}

}  // namespace parley::apps
