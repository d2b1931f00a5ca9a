#include "sim/merge/merged_tapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/merge/align.hpp"
#include "sim/merge/merge_state.hpp"
#include "sim/merge/participants.hpp"
#include "tape/tape_reader.hpp"

namespace parley::sim::merge {
namespace {

/// Whether all tapes keep what people wrote (a registry sees nothing of it). An error where one cannot be
/// opened.
Result<bool> all_texts_kept(const std::vector<TapeFile>& tapes) {
  bool all = true;
  for (const TapeFile& tape : tapes) {
    const auto open = tape.open();
    if (!open) return open.error();
    all = all && (open->header.is_registry() || open->header.text_kept);
  }
  return all;
}

MessageLinks links_of(const std::vector<TapeIndex>& indexes, const Alignment& alignment) {
  MessageLinks links(indexes.size());
  const auto at = [&](std::size_t tape, const auto& note) {
    return Match{{tape, note.entry}, alignment.clocks[tape].common(note.at)};
  };
  const auto add_all = [&](const StreamId& from, const StreamId& to) {
    const std::vector<Piece>& sent = indexes[from.tape].streams[from.stream].out;
    const std::vector<Piece>& received = indexes[to.tape].streams[to.stream].in;
    for (const PieceMatch& match : match_pieces(sent, received)) {
      links.add(at(from.tape, sent[match.sent]), at(to.tape, received[match.received]));
    }
  };
  for (const StreamPair& pair : alignment.streams) {
    add_all(pair.peer, pair.registry);
    add_all(pair.registry, pair.peer);
  }
  for (const DatagramMatch& match : alignment.datagrams) {
    links.add(at(match.from, indexes[match.from].sent[match.sent]),
              at(match.to, indexes[match.to].received[match.received]));
  }
  links.finish();
  return links;
}

void keep_tapes(MergeState& state, const std::vector<std::string>& names, std::vector<TapeIndex>& indexes,
                const Alignment& alignment) {
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const TapeIndex& index = indexes[i];
    const Clock& clock = alignment.clocks[i];
    state.tapes.push_back({names[i], index.header, 0, index.entries, clock.common(Instant{}),
                           clock.common(index.last), index.end, index.end_words, alignment.placed[i],
                           alignment.worst_violation[i]});
    for (Membership& each : indexes[i].memberships) {
      each.from = alignment.clocks[i].common(each.from);
      each.to = alignment.clocks[i].common(each.to);
    }
    state.memberships.push_back(std::move(indexes[i].memberships));
  }
}

void keep_participants(MergeState& state, Participants participants, const std::vector<TapeIndex>& indexes,
                       const Alignment& alignment) {
  state.registry_of.resize(indexes.size());
  for (std::size_t i = 0; i < indexes.size(); ++i) state.tapes[i].node = participants.node_of[i];
  const auto key_of = [&](const StreamId& id) {
    return StreamKey(id.tape, indexes[id.tape].streams[id.stream].id);
  };
  for (const auto& [id, node] : participants.other_of) {
    state.far_ends[key_of(id)].node = node;
    if (!indexes[id.tape].is_registry()) state.registry_of[id.tape] = node;
  }
  for (const StreamPair& pair : alignment.streams) {
    state.far_ends[key_of(pair.peer)].stream = key_of(pair.registry);
    state.far_ends[key_of(pair.registry)].stream = key_of(pair.peer);
  }
  state.nodes = std::move(participants.nodes);
  state.people = std::move(participants.people);
}

/// `1.5 ms`, `320 us`.
std::string length_of(Duration length) {
  const auto nanoseconds = static_cast<double>(length.count());
  if (nanoseconds >= 1e9) return fmt::format("{:.3g} s", nanoseconds / 1e9);
  if (nanoseconds >= 1e6) return fmt::format("{:.3g} ms", nanoseconds / 1e6);
  return fmt::format("{:.3g} us", nanoseconds / 1e3);
}

/// Of the steepest part of a clock's course, in millionths.
long long drift_of(const Clock& clock) {
  double worst = 0;
  for (std::size_t i = 1; i < clock.knots().size(); ++i) {
    const Knot& a = clock.knots()[i - 1];
    const Knot& b = clock.knots()[i];
    const double rate =
        static_cast<double>((b.ahead - a.ahead).count()) / static_cast<double>((b.own - a.own).count());
    if (std::abs(rate) > std::abs(worst)) worst = rate;
  }
  return std::llround(std::abs(worst) * 1e6);
}

std::vector<std::string> remarks_on(const std::vector<Tape>& tapes, const std::vector<TapeIndex>& indexes,
                                    const Alignment& alignment) {
  std::vector<std::string> remarks;
  for (std::size_t i = 0; i < tapes.size(); ++i) {
    const Tape& tape = tapes[i];
    if (tape.placed == Placement::kByWallClock) {
      remarks.push_back(fmt::format(
          "{} shares no message with the others: it is placed by the time of day at which it began",
          tape.name));
    }
    if (tape.placed == Placement::kByOwnClock) {
      remarks.push_back(
          fmt::format("{} shares no message with the others, and not every tape has a time of day: it is "
                      "placed by its own clock",
                      tape.name));
    }
    if (!alignment.clocks[i].is_steady()) {
      remarks.push_back(fmt::format("{}: its clock drifts against the others, by up to {} millionths",
                                    tape.name, drift_of(alignment.clocks[i])));
    }
    if (tape.worst_violation > std::chrono::microseconds(1)) {
      remarks.push_back(
          fmt::format("{}: messages arrive up to {} before they were sent: the clocks contradict each other",
                      tape.name, length_of(tape.worst_violation)));
    }
    if (indexes[i].is_full) {
      remarks.push_back(fmt::format(
          "{} holds more than can be matched: the other ends of its later messages are unknown", tape.name));
    }
  }
  return remarks;
}

}  // namespace

TapeFile tape_in_file(const std::string& path) {
  const auto open = [path]() -> Result<OpenTape> {
    auto reader = tape::TapeReader::open(path);
    if (!reader) return reader.error();
    tape::TapeHeader header = (*reader)->header();
    return OpenTape{std::move(header), std::move(*reader)};
  };
  return {path, open};
}

MergedTapes::MergedTapes(std::unique_ptr<MergeState> state) : state_(std::move(state)) {}
MergedTapes::MergedTapes(MergedTapes&&) noexcept = default;
MergedTapes& MergedTapes::operator=(MergedTapes&&) noexcept = default;
MergedTapes::~MergedTapes() = default;

Result<MergedTapes> MergedTapes::load(std::span<const std::string> paths) {
  std::vector<TapeFile> tapes;
  for (const std::string& path : paths) tapes.push_back(tape_in_file(path));
  return load(std::move(tapes));
}

Result<MergedTapes> MergedTapes::load(std::vector<TapeFile> tapes) {
  if (tapes.empty()) return Error{ErrorCode::kMalformed, "no tape was given: a session has at least one"};
  if (tapes.size() > limits::kTapes) {
    return Error{ErrorCode::kFull,
                 fmt::format("{} tapes were given: a session has at most {}", tapes.size(), limits::kTapes)};
  }
  const auto texts_kept = all_texts_kept(tapes);
  if (!texts_kept) return texts_kept.error();
  std::vector<std::string> names;
  std::vector<TapeIndex> indexes;
  IndexBudget budget;
  for (const TapeFile& tape : tapes) {
    auto index = index_tape(tape, *texts_kept, budget);
    if (!index) return index.error();
    names.push_back(tape.name);
    indexes.push_back(std::move(*index));
  }
  const Alignment alignment = align(indexes);
  auto state = std::make_unique<MergeState>();
  keep_tapes(*state, names, indexes, alignment);
  keep_participants(*state, find_participants(names, indexes, alignment), indexes, alignment);
  state->links = links_of(indexes, alignment);
  state->remarks = remarks_on(state->tapes, indexes, alignment);
  state->clocks = alignment.clocks;
  state->files = std::move(tapes);
  return MergedTapes(std::move(state));
}

const std::vector<Node>& MergedTapes::nodes() const { return state_->nodes; }
const std::vector<Tape>& MergedTapes::tapes() const { return state_->tapes; }
const std::vector<std::string>& MergedTapes::remarks() const { return state_->remarks; }

}  // namespace parley::sim::merge
