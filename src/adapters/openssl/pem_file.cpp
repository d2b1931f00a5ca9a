#include "adapters/openssl/pem_file.hpp"

#include <utility>

#include "adapters/system/file.hpp"

namespace parley::adapters {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1024} * 1024;

}  // namespace

Result<std::string> read_pem_file(const std::filesystem::path& path) {
  auto content = read_file(path, kMaxBytes);
  if (!content) return content.error();
  if (*content) return **std::move(content);
  return Error{ErrorCode::kUnavailable, "there is no file '" + path.string() + "'; check the path"};
}

}  // namespace parley::adapters
