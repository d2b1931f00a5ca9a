#include "sim/merge/merged_tapes.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/merge/align.hpp"
#include "sim/merge/merged_tapes_state.hpp"
#include "sim/merge/participants.hpp"
#include "sim/merge/remarks.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {
namespace {

/// Whether all tapes keep what people wrote, of which a registry sees nothing; an error where one cannot be
/// opened.
Result<bool> all_texts_kept(const std::vector<TapeFile>& tapes) {
  bool all = true;
  for (const TapeFile& tape : tapes) {
    const auto open = tape.open();
    if (!open) return open.error();
    const bool is_registry = open->header.is_registry();
    all = all && (is_registry || open->header.text_kept);
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

Tape tape_of(const std::string& name, const TapeIndex& notes, const Clock& clock) {
  Tape tape;
  tape.name = name;
  tape.header = notes.header;
  tape.entries = notes.entries;
  tape.first = clock.common(Instant{});
  tape.last = clock.common(notes.last);
  tape.end = notes.end;
  tape.end_words = notes.end_words;
  return tape;
}

void keep_tapes(MergedTapes::State& state, const std::vector<std::string>& names,
                std::vector<TapeIndex>& indexes, const Alignment& alignment) {
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    Tape& tape = state.tapes.emplace_back(tape_of(names[i], indexes[i], alignment.clocks[i]));
    tape.placed = alignment.placed[i];
    tape.worst_violation = alignment.worst_violation[i];
    state.zeros.push_back(indexes[i].zero);
    for (Membership& each : indexes[i].memberships) {
      each.from = alignment.clocks[i].common(each.from);
      each.to = alignment.clocks[i].common(each.to);
    }
    state.memberships.push_back(std::move(indexes[i].memberships));
  }
}

void keep_participants(MergedTapes::State& state, Participants participants,
                       const std::vector<TapeIndex>& indexes, const Alignment& alignment) {
  state.other_of_stream.resize(indexes.size());
  state.far_end_of_stream.resize(indexes.size());
  state.registry_of.resize(indexes.size());
  for (std::size_t i = 0; i < indexes.size(); ++i) state.tapes[i].node = participants.node_of[i];
  const auto id_of = [&](const StreamId& stream) { return indexes[stream.tape].streams[stream.stream].id; };
  for (const auto& [id, node] : participants.other_of) {
    state.other_of_stream[id.tape].emplace(id_of(id), node);
    if (!indexes[id.tape].is_registry()) state.registry_of[id.tape] = node;
  }
  for (const StreamPair& pair : alignment.streams) {
    const std::pair peer(pair.peer.tape, id_of(pair.peer));
    const std::pair registry(pair.registry.tape, id_of(pair.registry));
    state.far_end_of_stream[peer.first].emplace(peer.second, registry);
    state.far_end_of_stream[registry.first].emplace(registry.second, peer);
  }
  state.nodes = std::move(participants.nodes);
  state.people = std::move(participants.people);
}

}  // namespace

MergedTapes::MergedTapes(std::unique_ptr<State> state) : state_(std::move(state)) {}
MergedTapes::MergedTapes(MergedTapes&&) noexcept = default;
MergedTapes& MergedTapes::operator=(MergedTapes&&) noexcept = default;
MergedTapes::~MergedTapes() = default;

Result<MergedTapes> MergedTapes::load(std::span<const std::string> paths) {
  std::vector<TapeFile> tapes;
  for (const std::string& path : paths) tapes.push_back(tape_in_file(path));
  return load(std::move(tapes));
}

Result<MergedTapes> MergedTapes::load(std::vector<TapeFile> tapes) {
  if (tapes.empty()) return Error{ErrorCode::kMalformed, "a session has at least one tape"};
  if (tapes.size() > limits::kTapes) {
    return Error{ErrorCode::kFull, "a session has at most " + std::to_string(limits::kTapes) + " tapes"};
  }
  const auto texts_kept = all_texts_kept(tapes);
  if (!texts_kept) return texts_kept.error();
  std::vector<std::string> names;
  std::vector<TapeIndex> indexes;
  for (const TapeFile& tape : tapes) {
    auto notes = index_tape(tape, *texts_kept);
    if (!notes) return notes.error();
    names.push_back(tape.name);
    indexes.push_back(std::move(*notes));
  }
  const Alignment alignment = align(indexes);
  auto state = std::make_unique<State>();
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

Instant MergedTapes::common(std::size_t tape, Instant own) const {
  return state_->clocks[tape].common(Instant(own - state_->zeros[tape]));
}

Instant MergedTapes::own(std::size_t tape, Instant common) const {
  return state_->zeros[tape] + (state_->clocks[tape].own(common) - Instant{});
}

}  // namespace parley::sim::merge
