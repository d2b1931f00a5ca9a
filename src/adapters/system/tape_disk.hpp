#pragma once

#include <cstdint>
#include <string_view>

#include "adapters/system/file.hpp"

namespace parley::adapters {

/// The file under a tape: pieces one behind another, and at last an end for which space was always set
/// aside. All but its making may be done by a signal handler.
class TapeDisk {
 public:
  /// `most`: no more is ever set aside than up to there.
  TapeDisk(FileDescriptor file, std::uint64_t most);

  /// Writes `head` and `body` behind the last piece; 0, or the errno of what failed: the piece is not on the
  /// tape then, and an end still has room.
  int put(std::string_view head, std::string_view body);

  /// Writes the tape's end behind the last piece that was put, cuts off what is behind it and gives back the
  /// space that was set aside. Where that fails the tape ends behind the last piece.
  bool put_end(std::string_view end);

  std::uint64_t bytes() const { return bytes_; }  ///< Of the pieces.

 private:
  int set_aside(std::uint64_t end);
  int write_all(std::string_view bytes) const;

  FileDescriptor file_;
  std::uint64_t most_;
  std::uint64_t bytes_ = 0;
  std::uint64_t set_aside_ = 0;
  bool can_set_aside_ = true;  ///< Not every file system can, and no pipe.
  bool can_seek_;
};

}  // namespace parley::adapters
