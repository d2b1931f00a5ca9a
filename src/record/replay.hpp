#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/comparator.hpp"
#include "record/core_options.hpp"
#include "record/playback.hpp"
#include "tape/entry_source.hpp"

namespace parley::record {

/// How a replay came to its end.
enum class ReplayEnd : std::uint8_t {
  kTapeEnd,     ///< At the tape's kEnd: cause() says which one.
  kCutShort,    ///< The tape stops without one, as a crash of its program leaves it.
  kDamaged,     ///< The tape cannot be read any further.
  kImpossible,  ///< The tape says what cannot happen to this core: it is another core's, or is damaged.
  kDifferent,   ///< The core does other things now than it did then: difference() says which.
};

/// Drives a core, made by a tape's header, with the inputs of the tape, and compares all that it does
/// with what it did then. Nothing of the tape is kept but the last few inputs, however long it is. A
/// tape is input from outside: whatever it says, the replay ends with a clear word. Where the core fails
/// a check of its own, the program dies, as it would have then: entries() and now() tell how far it was.
class Replay {
 public:
  /// The source outlives the replay.
  Replay(const tape::TapeHeader& header, tape::EntrySource& source);
  ~Replay();
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  /// Is told each entry of the tape as the core meets it, until the end; outlives the replay.
  void set_listener(tape::EntrySink* listener);

  /// Plays the next turn: one input, and all that the core does then. False: there is no more.
  bool step();
  void run();
  void run_until(Instant last);  ///< All turns up to this moment of the tape, and at it.

  /// The moment of the next turn; nothing where there is none.
  std::optional<Instant> next_at();

  std::uint64_t entries() const { return cursor_.taken(); }  ///< Of the tape, met so far.
  std::uint64_t turns() const { return turns_; }
  Instant began() const { return began_; }  ///< The first turn; now() - began() is the tape's time.
  Instant now() const { return now_; }      ///< The last turn that was played.

  const std::optional<ReplayEnd>& end() const { return end_; }  ///< Nothing while there may be more turns.
  tape::TapeEndCause cause() const { return cause_; }           ///< Where end() is kTapeEnd.
  const std::string& reason() const {
    return reason_;
  }  ///< In words, where kDamaged, kImpossible, or of the kEnd.
  const std::optional<Difference>& difference() const;  ///< Where end() is kDifferent.

  /// The core, in the state after the last turn: one of them, by the header; neither before the first.
  const registry::Registry* registry() const;
  const client::Client* client() const;
  const PlaybackTerminal& terminal() const { return playback_.terminal(); }  ///< What the person sees.

 private:
  class Core;
  class RegistryCore;
  class PeerCore;

  bool gather_rooms();
  bool may_come(const tape::Entry& input);
  void play_turn();
  Result<void> apply(const tape::Entry& input);
  void make_core();
  bool end_of_tape();
  bool take_end(const tape::Entry& end);
  bool finish(ReplayEnd end, std::string reason);
  bool refuse(std::uint64_t number, std::string_view why);

  const bool text_kept_;
  const Result<CoreOptions> options_;
  tape::EntryCursor cursor_;
  Comparator comparator_;
  Playback playback_;
  std::unique_ptr<Core> core_;
  tape::EntrySink* listener_ = nullptr;
  std::vector<tape::OwnedEntry> rooms_;  ///< The kLoadedRoom entries before the present input.
  std::uint64_t turns_ = 0;
  Instant began_{};
  Instant now_{};
  bool stopping_ = false;
  std::optional<ReplayEnd> end_;
  tape::TapeEndCause cause_ = tape::TapeEndCause::kFinished;
  std::string reason_;
  const std::optional<Difference> no_difference_;
};

}  // namespace parley::record
