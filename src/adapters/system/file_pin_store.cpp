#include "adapters/system/file_pin_store.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "adapters/system/file.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr std::size_t kFileBytes = 1024 * 1024;
constexpr std::string_view kFingerprintPrefix = "SHA256:";
constexpr std::size_t kHexDigits = 64;

/// The names of hosts have no case.
std::string key_of(const HostPort& registry) {
  std::string key = registry.to_string();
  std::transform(key.begin(), key.end(), key.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return key;
}

bool is_fingerprint(std::string_view text) {
  if (!text.starts_with(kFingerprintPrefix)) return false;
  text.remove_prefix(kFingerprintPrefix.size());
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == kHexDigits && std::all_of(text.begin(), text.end(), is_digit);
}

/// Adds the pin that a line holds. False where the line is none, or repeats a registry.
bool add_line(std::string_view line, std::map<std::string, std::string>& pins) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos || !is_fingerprint(line.substr(blank + 1))) return false;
  const auto registry = HostPort::parse(line.substr(0, blank), 0);
  if (!registry || registry->port == 0) return false;
  return pins.emplace(key_of(*registry), line.substr(blank + 1)).second;
}

Error malformed(const std::filesystem::path& path, std::size_t line) {
  return {ErrorCode::kCorrupt, path.string() + ", line " + std::to_string(line) +
                                   ": not 'HOST:PORT SHA256:HEX' of a registry not yet named; mend or remove "
                                   "that line"};
}

}  // namespace

FilePinStore::FilePinStore(std::filesystem::path directory)
    : directory_(std::move(directory)), path_(directory_ / "known_registries") {}

Result<std::optional<std::string>> FilePinStore::find(const HostPort& registry) {
  const auto pins = load();
  if (!pins) return pins.error();
  const auto pin = pins->find(key_of(registry));
  if (pin == pins->end()) return std::optional<std::string>();
  return std::optional<std::string>(pin->second);
}

Result<void> FilePinStore::save(const HostPort& registry, const std::string& key_fingerprint) {
  PARLEY_CHECK(is_fingerprint(key_fingerprint));
  const FileDescriptor lock(::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock || ::flock(lock.number(), LOCK_EX) != 0) {
    return errno_error("cannot lock " + directory_.string(), "choose another folder with --data DIR");
  }
  auto pins = load();
  if (!pins) return pins.error();
  pins->insert_or_assign(key_of(registry), key_fingerprint);
  std::string content;
  for (const auto& [host, fingerprint] : *pins)
    content.append(host).append(" ").append(fingerprint).append("\n");
  return replace_file(path_, content);
}

Result<FilePinStore::Pins> FilePinStore::load() const {
  const auto content = read_file(path_, kFileBytes);
  if (!content) return content.error();
  Pins pins;
  std::string_view rest = content->has_value() ? std::string_view(**content) : std::string_view();
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    if (!line.empty() && !add_line(line, pins)) return malformed(path_, number);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return pins;
}

}  // namespace parley::adapters
