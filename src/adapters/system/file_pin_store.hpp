#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "ports/pin_store.hpp"

namespace parley::adapters {

/// The PinStore in a text file, one `HOST:PORT SHA256:HEX` a line, that a person may read and edit. A file
/// with a line of any other form is refused whole and never overwritten, so that damage cannot make a
/// known registry look new. Several programs may share the file.
class FilePinStore final : public PinStore {
 public:
  /// The file is `known_registries` in `directory`, which exists.
  explicit FilePinStore(std::filesystem::path directory);

  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

 private:
  using Pins = std::map<std::string, std::string>;  ///< Fingerprint by `host:port`.

  Result<Pins> load() const;

  std::filesystem::path directory_;
  std::filesystem::path path_;
};

}  // namespace parley::adapters
