#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tape/entry.hpp"
#include "tape/entry_source.hpp"

namespace parley::record {

/// Where a core parts from its tape: the first entry that is not what it was.
struct Difference {
  std::uint64_t number = 0;  ///< The tape's entry that is not met; or before which there is one too many.
  std::optional<tape::OwnedEntry>
      then;  ///< What the tape has; nothing where the core did no more in this turn.
  std::optional<tape::OwnedEntry>
      now;                    ///< What the core does, its text uncut; nothing where it does nothing.
  tape::NumberedEntry input;  ///< The turn's. An alarm that is off: what `then` or `now` is, too.
  std::vector<tape::NumberedEntry> inputs_before;  ///< The last few before it, oldest first.
};

/// Compares what a core does, turn by turn, with what its tape has, entry by entry, and keeps the first
/// difference. Where the tape ends within a turn, because its program or its disk did, what the core does
/// beyond is no difference.
class Comparator final : public tape::EntrySink {
 public:
  /// How many inputs a difference has before its own.
  static constexpr std::size_t kInputsBefore = 8;

  explicit Comparator(tape::EntryCursor& cursor) : cursor_(cursor) {}

  /// Is told each entry that is as it was.
  void set_listener(tape::EntrySink* listener) { listener_ = listener; }

  /// Takes the cursor's next entry, an input, for the one that the core is given now. `rooms` are the
  /// kLoadedRoom entries before it.
  const tape::Entry& begin_turn(const std::vector<tape::OwnedEntry>& rooms);

  /// What the core is given and what it does, as a recorder tells it; the text of an output may be whole.
  void add(const tape::Entry& entry) override;

  /// The core did all that it does in this turn.
  void end_turn();

  /// The core cannot be given the present input: nothing in it waits for that.
  void input_not_awaited();

  /// The tape's next entry, where it is of this kind and nothing differs so far.
  const tape::Entry* upcoming(tape::EntryKind kind);

  /// From here on all that comes is ignored.
  void close() { closed_ = true; }

  const std::optional<Difference>& difference() const { return difference_; }

 private:
  void compare_input(const tape::Entry& entry);
  void compare_output(const tape::Entry& entry);
  void differ(const tape::Entry* then, const tape::Entry* now, std::uint64_t number);
  void met(const tape::Entry& entry) const {
    if (listener_ != nullptr) listener_->add(entry);
  }

  tape::NumberedEntry& input() { return inputs_[turn_ % inputs_.size()]; }

  tape::EntryCursor& cursor_;
  tape::EntrySink* listener_ = nullptr;
  std::array<tape::NumberedEntry, kInputsBefore + 1>
      inputs_;              ///< A ring; that of the present turn is at turn_.
  std::uint64_t turn_ = 0;  ///< From 1.
  tape::Entry current_;     ///< The present turn's input.
  const std::vector<tape::OwnedEntry>* rooms_ = nullptr;
  std::size_t rooms_met_ = 0;
  bool input_met_ = false;
  bool closed_ = false;
  std::optional<Difference> difference_;
};

}  // namespace parley::record
