#include "sim/replay/replay_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "sim/replay/entry_text.hpp"
#include "sim/report/message_text.hpp"
#include "wire/text.hpp"

namespace parley::sim::replay {
namespace {

using record::Difference;
using record::Replay;
using record::ReplayEnd;
using tape::Entry;
using tape::EntryKind;
using tape::TapeEndCause;

constexpr std::size_t kShownBefore = 60;  // Bytes of a line before the place where it parts,
constexpr std::size_t kShownAfter = 80;   // and from there on.

/// How many bytes of two lines are the same, cut between characters.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto parted = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto same = static_cast<std::size_t>(parted.first - a.begin());
  return wire::utf8_prefix(a, same).size();
}

std::size_t columns_of(std::string_view text) {
  const auto begins_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

/// A line whose interesting place is at `parting`: what is far from there is left out.
struct Window {
  std::string text;
  std::size_t mark = 0;  ///< The column of the place.

  Window(std::string_view line, std::size_t parting) {
    const std::string_view before = line.substr(0, parting);
    std::size_t left_out = before.size() > kShownBefore ? before.size() - kShownBefore : 0;
    while (left_out > 0 && (static_cast<unsigned char>(before[left_out]) & 0xC0U) == 0x80) --left_out;
    if (left_out > 0) text = "...";
    text += before.substr(left_out);
    mark = columns_of(text);
    const auto after = wire::utf8_prefix(line.substr(parting), kShownAfter);
    text += after;
    if (after.size() < line.size() - parting) text += "...";
  }
};

/// Both did the same with texts that are one as far as the tape holds them.
bool part_behind_the_cut(const Entry& then, const Entry& now) {
  return then.kind == now.kind && then.id == now.id && then.size > then.text.size() &&
         now.text.starts_with(then.text);
}

std::string sides_behind_the_cut(const Entry& then, const Entry& now, const StreamNames& names) {
  const std::string_view rest = now.text.substr(then.text.size());
  return fmt::format(
      "  both:  {}\n  then:  {} bytes, of which a tape holds the first {}\n  now:   {} bytes{}{}\n",
      describe_in_line(then, names), then.size, then.text.size(), now.size,
      rest.empty() ? "" : ", and there: ", Window(report::escaped(rest), 0).text);
}

std::string both_sides(const Entry& then, const Entry& now, const StreamNames& names) {
  if (part_behind_the_cut(then, now)) return sides_behind_the_cut(then, now, names);
  const std::string then_words = describe(then, names);
  const std::string now_words = describe(now, names);
  const std::size_t parting = common_prefix(then_words, now_words);
  const Window then_window(then_words, parting);
  const Window now_window(now_words, parting);
  return fmt::format("  then:  {}\n  now:   {}\n         {:>{}}\n", then_window.text, now_window.text, "^",
                     now_window.mark + 1);
}

std::string sides(const Difference& difference, const StreamNames& names) {
  if (difference.then && difference.now) {
    return both_sides(difference.then->entry(), difference.now->entry(), names);
  }
  if (difference.now) {
    return "  then:  nothing more came of this input\n  now:   " +
           describe_in_line(difference.now->entry(), names) + "\n";
  }
  const Entry then = difference.then->entry();
  const char* nothing =
      then.kind == EntryKind::kWake ? "no alarm is set" : "nothing more comes of this input";
  return "  then:  " + describe_in_line(then, names) + "\n  now:   " + nothing + "\n";
}

std::string input_line(const tape::NumberedEntry& input, Instant began, const StreamNames& names) {
  return fmt::format("    {:>8}  {:>16}  {}\n", input.number, describe(input.entry.at() - began),
                     describe_in_line(input.entry.entry(), names));
}

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

std::string describe(const Difference& difference, Instant began, const StreamNames& names) {
  std::string text = fmt::format("entry {}, {} after the start:\n", difference.number,
                                 describe(difference.input.entry.at() - began));
  text += sides(difference, names);
  text += "  the last inputs, that of this turn at the end:\n";
  for (const auto& input : difference.inputs_before) text += input_line(input, began, names);
  text += input_line(difference.input, began, names);
  return text;
}

}  // namespace parley::sim::replay
