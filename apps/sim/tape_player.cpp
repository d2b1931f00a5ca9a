#include "apps/sim/tape_player.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <memory>

#include "record/core_options.hpp"
#include "record/replay.hpp"
#include "sim/replay/entry_text.hpp"
#include "sim/replay/replay_text.hpp"
#include "sim/replay/state_text.hpp"
#include "tape/tape_reader.hpp"

namespace parley::sim {
namespace {

using record::ReplayEnd;
using replay::StreamNames;
using tape::Entry;
using tape::TapeReader;

std::string entry_line(std::uint64_t number, const Entry& entry, Instant began, const StreamNames& names) {
  const char* sort = tape::is_input(entry.kind) ? "" : "    ";
  return fmt::format("{:>8}  {:>16}  {}{}\n", number, replay::describe(replay::since(began, entry.at)), sort,
                     replay::describe(entry, names));
}

/// Prints all entries up to `until`; what breaks the tape off the replay says.
void list_entries(TapeReader& tape, const std::optional<Duration>& until) {
  StreamNames names;
  Entry entry;
  Instant began{};
  for (std::uint64_t number = 1;; ++number) {
    const auto more = tape.next(entry);
    if (!more || !*more) return;
    if (number == 1) began = entry.at;
    if (until && replay::since(began, entry.at) > *until) return;
    names.add(entry);
    fmt::print("{}", entry_line(number, entry, began, names));
  }
}

void print_header(const std::string& path, const tape::TapeHeader& header) {
  fmt::print("{}: a {}'s tape, written by {}{}\n", path, header.is_registry() ? "registry" : "peer",
             header.program.empty() ? "an unnamed program" : header.program,
             header.text_kept ? "" : ", without what people wrote");
}

TapeVerdict verdict_of(const record::Replay& replay) {
  if (replay.end() == ReplayEnd::kDifferent) return TapeVerdict::kDifferent;
  const bool broken = replay.end() == ReplayEnd::kDamaged || replay.end() == ReplayEnd::kImpossible;
  return broken ? TapeVerdict::kUnreadable : TapeVerdict::kEqual;
}

/// All turns that are asked for.
void play(record::Replay& replay, const std::optional<Duration>& until, ReplayProgress& place) {
  std::optional<Instant> last;
  do {
    if (until && replay.turns() == 1) last = replay.began() + *until;
    if (const auto next = last ? replay.next_at() : std::nullopt; next && *next > *last) return;
    place.entries = replay.entries();
  } while (replay.step());
}

/// The moment whose state is shown: the one that was asked for, unless the tape ends before it.
Duration time_of(const record::Replay& replay, const std::optional<Duration>& until) {
  return until && !replay.end() ? *until : replay.now() - replay.began();
}

}  // namespace

TapeVerdict play_tape(const std::string& path, const ReplayCommand& command, ReplayProgress& place) {
  const auto tape = TapeReader::open(path);
  if (!tape) {
    fmt::print(stderr, "parley-sim: {}\n", tape.error().message);
    return TapeVerdict::kUnreadable;
  }
  for (const std::uint64_t tag : record::unknown_options((*tape)->header())) {
    fmt::print("{}: option {} is unknown to this version, and is left out\n", path, tag);
  }
  if (command.entries) {
    print_header(path, (*tape)->header());
    if (const auto listed = TapeReader::open(path)) list_entries(**listed, command.until);
  }
  StreamNames names;
  record::Replay replay((*tape)->header(), **tape);
  replay.set_listener(&names);
  const auto before = std::chrono::steady_clock::now();
  play(replay, command.until, place);
  const Duration took = std::chrono::steady_clock::now() - before;
  fmt::print("{}: {}\n", path, replay::summary_of(replay, took));
  if (replay.difference()) {
    fmt::print("{}", replay::describe(*replay.difference(), replay.began(), names));
  } else if (const auto remark = replay::remark_of(replay); !remark.empty()) {
    fmt::print("  {}\n", remark);
  }
  if (command.state) fmt::print("{}", replay::describe_state(replay, names, time_of(replay, command.until)));
  return verdict_of(replay);
}

std::string input_after(const std::string& path, std::uint64_t skipped) {
  const auto tape = TapeReader::open(path);
  if (!tape) return "";
  StreamNames names;
  Entry entry;
  Instant began{};
  for (std::uint64_t number = 1;; ++number) {
    const auto more = (*tape)->next(entry);
    if (!more || !*more) return "";
    if (number == 1) began = entry.at;
    if (number > skipped && tape::begins_turn(entry.kind)) return entry_line(number, entry, began, names);
    names.add(entry);
  }
}

}  // namespace parley::sim
