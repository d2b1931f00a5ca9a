#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "record/difference.hpp"
#include "record/entry.hpp"
#include "record/entry_source.hpp"
#include "record/tape_header.hpp"

namespace parley::client {
class Client;
}
namespace parley::registry {
class Registry;
}

namespace parley::record {

class PlaybackTerminal;

/// How a replay came to its end.
enum class ReplayEnd : std::uint8_t {
  kTapeEnd,     ///< At the tape's kEnd: cause() says which one.
  kCutShort,    ///< The tape stops without one, as a crash of its program leaves it.
  kDamaged,     ///< The tape cannot be read any further.
  kImpossible,  ///< The tape says what no world does to this core: it is another core's, or is damaged.
  kDifferent,   ///< The core does other things now than it did then: difference() says which.
};

/// Drives a core, made by a tape's header, with the inputs of the tape, and compares all that it does
/// with what it did then. Nothing of the tape is kept but the last few inputs, however long it is. A
/// tape is input from outside: whatever it says, the replay ends with a clear word. Where the core fails
/// a check of its own, the program dies, as it would have then: entries() and now() tell how far it was.
class Replay {
 public:
  /// The source outlives the replay.
  Replay(const TapeHeader& header, EntrySource& source);
  ~Replay();
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  /// Is told each entry of the tape as the core meets it, until the end; outlives the replay.
  void set_listener(EntrySink* listener);

  /// Plays the next turn: one input, and all that the core does then. False: there is no more.
  bool step();
  void run();
  void run_until(Instant last);  ///< All turns up to this moment of the tape, and at it.

  /// The moment of the next turn; nothing where there is none.
  std::optional<Instant> next_at();

  std::uint64_t entries() const;  ///< Of the tape, met so far.
  std::uint64_t turns() const;
  Instant began() const;  ///< The first turn; now() - began() is what people call the tape's time.
  Instant now() const;    ///< The last turn that was played.

  const std::optional<ReplayEnd>& end() const;  ///< Nothing while there may be more turns.
  TapeEndCause cause() const;                   ///< Where end() is kTapeEnd.
  const std::string& reason() const;            ///< In words, where kDamaged, kImpossible, or of the kEnd.
  const std::optional<Difference>& difference() const;  ///< Where end() is kDifferent.

  /// The core, in the state after the last turn: one of them, by the header; neither before the first.
  const registry::Registry* registry() const;
  const client::Client* client() const;
  const PlaybackTerminal& terminal() const;  ///< What the person sees.

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::record
