#include "sim/session/session.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/session/align.hpp"
#include "sim/session/cast.hpp"
#include "sim/session/remarks.hpp"
#include "sim/session/session_state.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {
namespace {

/// Whether all tapes keep what people wrote, of which a registry sees nothing; an error where one cannot be
/// opened.
Result<bool> keep_texts(const std::vector<TapeFile>& tapes) {
  bool all = true;
  for (const TapeFile& tape : tapes) {
    const auto open = tape.open();
    if (!open) return open.error();
    const bool is_registry = std::holds_alternative<registry::RegistryOptions>(open->header.options);
    all = all && (is_registry || open->header.text_kept);
  }
  return all;
}

Links links_of(const std::vector<Survey>& surveys, const Alignment& alignment) {
  Links links(surveys.size());
  const auto at = [&](std::size_t tape, const auto& note) {
    return Match{{tape, note.entry}, alignment.clocks[tape].common(note.at)};
  };
  const auto add_all = [&](const StreamId& from, const StreamId& to) {
    const std::vector<Piece>& sent = surveys[from.tape].streams[from.stream].out;
    const std::vector<Piece>& received = surveys[to.tape].streams[to.stream].in;
    for (const PieceMatch& match : match_pieces(sent, received)) {
      links.add(at(from.tape, sent[match.sent]), at(to.tape, received[match.received]));
    }
  };
  for (const StreamPair& pair : alignment.streams) {
    add_all(pair.peer, pair.registry);
    add_all(pair.registry, pair.peer);
  }
  for (const DatagramMatch& match : alignment.datagrams) {
    links.add(at(match.from, surveys[match.from].sent[match.sent]),
              at(match.to, surveys[match.to].received[match.received]));
  }
  links.finish();
  return links;
}

Tape tape_of(const std::string& name, const Survey& notes, const Clock& clock) {
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

void keep_tapes(Session::State& state, const std::vector<std::string>& names, std::vector<Survey>& surveys,
                const Alignment& alignment) {
  for (std::size_t i = 0; i < surveys.size(); ++i) {
    Tape& tape = state.tapes.emplace_back(tape_of(names[i], surveys[i], alignment.clocks[i]));
    tape.placed = alignment.placed[i];
    tape.latest = alignment.latest[i];
    state.zeros.push_back(surveys[i].zero);
    for (Membership& each : surveys[i].memberships) {
      each.from = alignment.clocks[i].common(each.from);
      each.to = alignment.clocks[i].common(each.to);
    }
    state.memberships.push_back(std::move(surveys[i].memberships));
  }
}

void keep_cast(Session::State& state, Cast cast, const std::vector<Survey>& surveys,
               const Alignment& alignment) {
  state.other_of_stream.resize(surveys.size());
  state.far_end_of_stream.resize(surveys.size());
  state.registry_of.resize(surveys.size());
  for (std::size_t i = 0; i < surveys.size(); ++i) state.tapes[i].node = cast.node_of[i];
  const auto id_of = [&](const StreamId& stream) { return surveys[stream.tape].streams[stream.stream].id; };
  for (const auto& [id, node] : cast.other_of) {
    state.other_of_stream[id.tape].emplace(id_of(id), node);
    if (!surveys[id.tape].is_registry()) state.registry_of[id.tape] = node;
  }
  for (const StreamPair& pair : alignment.streams) {
    const std::pair peer(pair.peer.tape, id_of(pair.peer));
    const std::pair registry(pair.registry.tape, id_of(pair.registry));
    state.far_end_of_stream[peer.first].emplace(peer.second, registry);
    state.far_end_of_stream[registry.first].emplace(registry.second, peer);
  }
  state.nodes = std::move(cast.nodes);
  state.people = std::move(cast.people);
}

}  // namespace

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Result<Session> Session::load(std::span<const std::string> paths) {
  std::vector<TapeFile> tapes;
  for (const std::string& path : paths) tapes.push_back(tape_in_file(path));
  return load(std::move(tapes));
}

Result<Session> Session::load(std::vector<TapeFile> tapes) {
  if (tapes.empty()) return Error{ErrorCode::kMalformed, "a session has at least one tape"};
  if (tapes.size() > limits::kTapes) {
    return Error{ErrorCode::kFull, "a session has at most " + std::to_string(limits::kTapes) + " tapes"};
  }
  const auto texts_kept = keep_texts(tapes);
  if (!texts_kept) return texts_kept.error();
  std::vector<std::string> names;
  std::vector<Survey> surveys;
  for (const TapeFile& tape : tapes) {
    auto notes = survey(tape, *texts_kept);
    if (!notes) return notes.error();
    names.push_back(tape.name);
    surveys.push_back(std::move(*notes));
  }
  const Alignment alignment = align(surveys);
  auto state = std::make_unique<State>();
  keep_tapes(*state, names, surveys, alignment);
  keep_cast(*state, cast_of(names, surveys, alignment), surveys, alignment);
  state->links = links_of(surveys, alignment);
  state->remarks = remarks_on(state->tapes, surveys, alignment);
  state->clocks = alignment.clocks;
  state->files = std::move(tapes);
  return Session(std::move(state));
}

const std::vector<Node>& Session::nodes() const { return state_->nodes; }
const std::vector<Tape>& Session::tapes() const { return state_->tapes; }
const std::vector<std::string>& Session::remarks() const { return state_->remarks; }

Instant Session::common(std::size_t tape, Instant own) const {
  return state_->clocks[tape].common(Instant(own - state_->zeros[tape]));
}

Instant Session::own(std::size_t tape, Instant common) const {
  return state_->zeros[tape] + (state_->clocks[tape].own(common) - Instant{});
}

}  // namespace parley::sim::session
