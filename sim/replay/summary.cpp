#include "sim/replay/summary.hpp"

#include <fmt/format.h>

#include <chrono>

#include "sim/replay/entry_text.hpp"

namespace parley::sim::replay {
namespace {

using record::Replay;
using record::ReplayEnd;
using tape::TapeEndCause;

std::string_view verdict_of(const Replay& replay) {
  if (replay.end() == ReplayEnd::kDifferent) return "different";
  return replay.end() == ReplayEnd::kImpossible ? "impossible" : "equal";
}

double seconds(Duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

std::string summary_of(const Replay& replay, Duration took) {
  const double real = seconds(took) > 0 ? seconds(took) : 1e-9;
  const Duration spanned = replay.now() - replay.began();
  const double entries = static_cast<double>(replay.entries());
  return fmt::format(
      "{}: {} entries, {} turns, {} of the tape in {:.3f} s ({:.0f} entries/s, {:.1f} times as fast)",
      verdict_of(replay), replay.entries(), replay.turns(), describe(spanned), real, entries / real,
      seconds(spanned) / real);
}

std::string remark_of(const Replay& replay) {
  if (!replay.end()) return "";
  switch (*replay.end()) {
    case ReplayEnd::kTapeEnd:
      if (replay.cause() == TapeEndCause::kFinished) return "";
      return "the tape ends before its program did: " + std::string(describe(replay.cause())) +
             (replay.reason().empty() ? "" : " (" + replay.reason() + ")");
    case ReplayEnd::kCutShort:
      return "the tape stops without an end: its program was killed or crashed; all that it holds was played";
    case ReplayEnd::kDamaged:
      return "the tape cannot be read any further: " + replay.reason() + "; all before that was played";
    case ReplayEnd::kImpossible:
      return replay.reason();
    case ReplayEnd::kDifferent:
      break;
  }
  return "";
}

}  // namespace parley::sim::replay
