#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "record/recorder.hpp"
#include "tape/tape_header.hpp"

namespace parley::sim {

/// How a program ended whose tape was being written.
enum class ProgramEnd : std::uint8_t {
  kInOrder,
  kCrashed,  ///< By a crash, or by the end of the world: the tape has no end of its own.
};

/// Where the tapes of a world's programs go. Each start of a program begins a tape of its own, since its
/// memory is empty.
class Tapes {
 public:
  /// A program starts on the node of that name. What happens at its ports goes to the sink, which lives until
  /// its end(); nullptr: nowhere.
  virtual tape::EntrySink* begin(std::string_view node, tape::TapeHeader header) = 0;

  /// The program of that sink has ended; nothing is added any more.
  virtual void end(tape::EntrySink& sink, ProgramEnd how) = 0;

  /// What the tapes are to hold.
  virtual record::RecorderOptions options() const { return {}; }

 protected:
  ~Tapes() = default;
};

/// What a tape is called after: a registry is `registry`, whatever its node is called.
inline std::string tape_name(std::string_view node, const tape::TapeHeader& header) {
  return std::string(header.is_registry() ? "registry" : node);
}

}  // namespace parley::sim
