// The replay of tapes that somebody has been at, and the cores under any inputs. The first byte says which: a
// small good tape of a registry or of a peer is changed entry by entry and replayed, twice, to the same end;
// or a core is driven freely. No tape brings a core to fail a check of its own, or the replay to hang.

#include <cstddef>
#include <limits>
#include <optional>
#include <string>

#include "base/check.hpp"
#include "record/replay.hpp"
#include "tests/fuzz/core_fuzz.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/record/memory_tape.hpp"
#include "tests/unit/record/recorded_session.hpp"

namespace parley::fuzz {
namespace {

using record::MemorySource;
using record::MemoryTape;
using record::Replay;
using record::ReplayEnd;
using tape::Entry;
using tape::EntryKind;
using tape::OwnedEntry;

/// How a replay ended.
struct End {
  std::optional<ReplayEnd> how;
  std::uint64_t entries = 0;
  std::uint64_t turns = 0;
  std::uint64_t different_at = 0;
  std::string reason;
  bool operator==(const End&) const = default;
};

End replay(const MemoryTape& tape) {
  MemorySource source(tape);
  Replay played(tape.header(), source);
  played.run();
  const bool different = played.end() == ReplayEnd::kDifferent;
  PARLEY_CHECK(different == played.difference().has_value());
  PARLEY_CHECK((played.end() == ReplayEnd::kImpossible) == !played.reason().empty() ||
               played.end() == ReplayEnd::kTapeEnd);
  return {played.end(), played.entries(), played.turns(), different ? played.difference()->number : 0,
          played.reason()};
}

/// Numbers at which things go wrong.
std::int64_t number_of(std::uint8_t byte) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  switch (byte % 16) {
    case 12:
      return kMax;
    case 13:
      return -kMax - 1;
    case 14:
      return kMax / 2 + 1;
    case 15:
      return -1;
    default:
      return byte;
  }
}

/// What a change makes of one entry.
void change(Entry& entry, std::uint8_t field, FuzzInput& bytes, std::string& text) {
  switch (field % 8) {
    case 0:
      entry.kind = static_cast<EntryKind>(bytes.byte());
      break;
    case 1:
      entry.id = static_cast<std::uint64_t>(number_of(bytes.byte()));
      break;
    case 2:
      entry.number = number_of(bytes.byte());
      break;
    case 3:
      entry.at = Instant(Duration(number_of(bytes.byte())));
      break;
    case 4:
      if (entry.at.time_since_epoch() < Duration::max() / 2)
        entry.at += Duration(1'000'000 * std::int64_t{bytes.byte()});
      break;
    case 5:
      text = bytes.text(bytes.byte());
      entry.text = text;
      break;
    case 6:
      text.assign(std::size_t{bytes.byte()} * 300, 'x');
      entry.text = text;
      break;
    default:
      entry.endpoint.port = bytes.byte();
  }
}

void edit(MemoryTape& tape, FuzzInput& bytes) {
  const std::uint8_t action = bytes.byte();
  const std::size_t place = (std::size_t{bytes.byte()} << 8U | bytes.byte()) % tape.entries().size();
  switch (action % 8) {
    case 0:
      if (tape.entries().size() > 1) tape.erase(place);
      break;
    case 1:
      tape.insert(place, tape.entries()[bytes.byte() % tape.entries().size()].entry());
      break;
    case 2: {  // At the time of where it comes to stand, so that it may be played.
      const OwnedEntry copied = tape.entries()[bytes.byte() % tape.entries().size()];
      Entry entry = copied.entry();
      entry.at = tape.entries()[place].at();
      tape.insert(place, entry);
      break;
    }
    case 3:
      tape.entries().resize(place + 1);
      break;
    default: {
      std::string text;
      tape.change(place, [&](Entry& entry) { change(entry, action / 8, bytes, text); });
    }
  }
}

void replay_changed(MemoryTape tape, FuzzInput bytes) {
  const std::size_t size = tape.entries().size();
  if (bytes.empty())
    PARLEY_CHECK(replay(tape) == (End{ReplayEnd::kTapeEnd, size, replay(tape).turns, 0, ""}));
  while (!bytes.empty()) edit(tape, bytes);
  PARLEY_CHECK(replay(tape) == replay(tape));
}

}  // namespace

void run(std::string_view input) {
  FuzzInput bytes(input);
  switch (bytes.byte() % 4) {
    case 0:
      return replay_changed(record::session().registry, bytes);
    case 1:
      return replay_changed(record::session().alice, bytes);
    case 2:
      return fuzz_registry(bytes);
    default:
      return fuzz_peer(bytes);
  }
}

}  // namespace parley::fuzz
