#include "sim/explore/replay_check.hpp"

#include <fmt/format.h>

#include <memory>
#include <sstream>

#include "record/replay.hpp"
#include "sim/replay/replay_text.hpp"
#include "tape/tape_reader.hpp"

namespace parley::sim::explore {
namespace {

using record::ReplayEnd;

/// Nothing where the core does again what it did.
std::optional<std::string> difference_on(const MemoryTapes::Tape& tape) {
  const auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(tape.bytes));
  if (!reader) return reader.error().message;
  record::Replay replay((*reader)->header(), **reader);
  replay::StreamNames names;
  replay.set_listener(&names);
  replay.run();
  switch (*replay.end()) {
    case ReplayEnd::kTapeEnd:
    case ReplayEnd::kCutShort:  // As a crash leaves it, and the end of the play.
      return std::nullopt;
    case ReplayEnd::kDifferent:
      return replay::describe(*replay.difference(), replay.began(), names);
    case ReplayEnd::kDamaged:
    case ReplayEnd::kImpossible:
      break;
  }
  return replay.reason();
}

}  // namespace

std::optional<std::string> first_difference(const std::deque<MemoryTapes::Tape>& tapes) {
  for (const MemoryTapes::Tape& tape : tapes) {
    const auto difference = difference_on(tape);
    if (difference) return fmt::format("start {} of {}: {}", tape.start, tape.name, *difference);
  }
  return std::nullopt;
}

}  // namespace parley::sim::explore
