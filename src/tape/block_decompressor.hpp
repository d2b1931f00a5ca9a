#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tape/block.hpp"

namespace parley::tape {

/// Decompresses the payloads of a tape's blocks, in their order. Never gives more than a block says that it
/// holds, nor takes more memory than that and zstd's window, whatever the bytes are.
class BlockDecompressor {
 public:
  BlockDecompressor();
  ~BlockDecompressor();

  /// The entries in `payload`, valid until the next call. False where they are not what the head says.
  bool open(const BlockHead& head, std::string_view payload, std::string_view& entries);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::string raw_;
};

}  // namespace parley::tape
