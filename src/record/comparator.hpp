#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/difference.hpp"
#include "tape/entry.hpp"
#include "tape/entry_cursor.hpp"

namespace parley::record {

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
